// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema;

import static org.apache.avro.SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Messages that released versions wrote. Old topics hold them, and a replay reads them years later,
 * so the files here are never changed; a new version of the schema adds files.
 */
class GoldenMessageTest {

  private static final Schema NOW = LogEvent.getClassSchema();

  @BeforeAll
  static void trustOurRecords() {
    Records.trust();
  }

  @Test
  void readsWhatVersionOneWrote() throws IOException {
    byte[] message = HexFormat.of().parseHex(text("log-event-1.hex").strip());
    SpecificDatumReader<LogEvent> reader =
        new SpecificDatumReader<>(new Schema.Parser().parse(text("log-event-1.avsc")), NOW);
    LogEvent event = reader.read(null, DecoderFactory.get().binaryDecoder(message, null));
    assertThat(event).isEqualTo(Events.full());
  }

  @Test
  void writesTheSameBytes_whileTheSchemaIsVersionOne() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new SpecificDatumWriter<LogEvent>(NOW).write(Events.full(), encoder);
    assertThat(HexFormat.of().formatHex(bytes.toByteArray()))
        .isEqualTo(text("log-event-1.hex").strip());
  }

  @Test
  void staysCompatibleBothWays() throws IOException {
    Schema first = new Schema.Parser().parse(text("log-event-1.avsc"));
    assertThat(SchemaCompatibility.checkReaderWriterCompatibility(NOW, first).getType())
        .isEqualTo(COMPATIBLE);
    assertThat(SchemaCompatibility.checkReaderWriterCompatibility(first, NOW).getType())
        .isEqualTo(COMPATIBLE);
  }

  private static String text(String name) throws IOException {
    try (InputStream in = GoldenMessageTest.class.getResourceAsStream("/golden/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** Our writer against Avro's own: the same bytes, whatever the record. */
class AvroWriterTest {

  private static final String[] TEXTS = {
    "", "plain", "결제 failed", "a\u00ffb", "x".repeat(39) + "é", "y".repeat(5_000), "\ud83d", "🙂🙂"
  };

  private final AvroBytes out = new AvroBytes();

  @Test
  void writesWhatAvroWrites_whenEveryFieldIsSet() throws IOException {
    assertSame(Events.full());
  }

  @Test
  void writesWhatAvroWrites_whenMostFieldsAreEmpty() throws IOException {
    assertSame(Events.bare("결제"));
  }

  @Test
  void writesWhatAvroWrites_whateverTheValues() throws IOException {
    long seed = Long.getLong("proofs.seed", 0) == 0 ? 20260304 : Long.getLong("proofs.seed");
    Random random = new Random(seed);
    for (int run = 0; run < 2_000; run++) {
      assertThat(ours(event(random))).as("seed %d run %d", seed, run).isEqualTo(last);
    }
  }

  @Test
  void writesWhatAvroWrites_ofTheOtherRecords() throws IOException {
    assertSame(Records.decision().build());
    assertSame(Records.metricMinute().build());
  }

  @Test
  void refusesASchema_whenATypeIsUnknown() {
    Schema map = new Schema.Parser().parse("{\"type\":\"map\",\"values\":\"string\"}");
    Schema record =
        Schema.createRecord("R", null, null, false, List.of(new Schema.Field("m", map)));
    assertThatThrownBy(() -> AvroWriter.of(record)).hasMessageContaining("no writer for");
  }

  private byte[] last;

  private void assertSame(SpecificRecord record) throws IOException {
    assertThat(ours(record)).isEqualTo(last);
  }

  /** What we write; what Avro writes is kept. */
  private byte[] ours(SpecificRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new SpecificDatumWriter<SpecificRecord>(record.getSchema()).write(record, encoder);
    last = bytes.toByteArray();
    out.clear();
    AvroWriter.of(record.getSchema()).write(record, out);
    return out.toArray();
  }

  private static LogEvent event(Random random) {
    LogEvent event = Events.bare(text(random));
    event.setEventTimeUnixNano(random.nextLong() >> random.nextInt(64));
    event.setSeverity(random.nextInt() >> random.nextInt(32));
    event.setLogger(random.nextBoolean() ? null : text(random));
    event.setFileOffset(random.nextBoolean() ? null : random.nextLong());
    event.setHttpStatusCode(random.nextBoolean() ? null : random.nextInt());
    List<Attribute> attributes = new ArrayList<>();
    for (int n = random.nextInt(200); n > 0; n--) {
      attributes.add(new Attribute(text(random), value(random)));
    }
    event.setAttributes(attributes);
    return event;
  }

  private static Object value(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextDouble();
      case 2 -> random.nextBoolean();
      case 3 -> ByteBuffer.wrap(new byte[random.nextInt(50)]);
      default -> text(random);
    };
  }

  private static String text(Random random) {
    return TEXTS[random.nextInt(TEXTS.length)];
  }
}

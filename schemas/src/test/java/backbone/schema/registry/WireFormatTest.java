// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WireFormatTest {

  @Test
  void writesTheIdBigEndian_afterAZeroByte() {
    byte[] prefix = new byte[5];
    WireFormat.writePrefix(prefix, 258);
    assertThat(prefix).containsExactly(0, 0, 0, 1, 2);
    assertThat(WireFormat.read(prefix, null)).isEqualTo(new WireFormat.Reference(258, null, 5));
  }

  @Test
  void readsGuids() {
    UUID guid = new UUID(1, 2);
    byte[] value = ByteBuffer.allocate(20).put((byte) 1).putLong(1).putLong(2).array();
    assertThat(WireFormat.read(value, null)).isEqualTo(new WireFormat.Reference(null, guid, 17));
  }

  @Test
  void readsTheHeaderFirst_andLeavesThePayloadBare() {
    byte[] header = {0, 0, 0, 0, 9};
    assertThat(WireFormat.read(new byte[] {7}, header))
        .isEqualTo(new WireFormat.Reference(9, null, 0));
  }

  @Test
  void tellsNothingOfTheValue_whenThereIsNoReference() {
    byte[] value = "hunter2".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> WireFormat.read(value, null))
        .isInstanceOf(UnknownSchemaException.class)
        .hasMessage("value does not begin with a schema reference; it has 7 bytes");
  }
}

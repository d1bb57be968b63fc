// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.registry;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.LogEvent;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class CanonicalTextTest {

  @Test
  void leavesJavasHintsOut_andNothingElse() {
    Schema hinted =
        new Schema.Parser()
            .parse(
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"f\",\"doc\":\"d\","
                    + "\"type\":{\"type\":\"string\",\"avro.java.string\":\"String\"}}]}");
    assertThat(CanonicalText.of(hinted))
        .isEqualTo(
            "{\"type\":\"record\",\"name\":\"R\",\"fields\":"
                + "[{\"name\":\"f\",\"type\":\"string\",\"doc\":\"d\"}]}");
  }

  @Test
  void staysTheSame_whenReadBack() {
    String text = CanonicalText.of(LogEvent.getClassSchema());
    assertThat(CanonicalText.of(new Schema.Parser().parse(text))).isEqualTo(text);
  }
}

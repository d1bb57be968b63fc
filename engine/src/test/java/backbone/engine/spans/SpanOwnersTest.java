// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.spans;

import static backbone.engine.spans.Spans.batch;
import static backbone.engine.spans.Spans.request;
import static backbone.engine.spans.Spans.service;
import static backbone.engine.spans.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.engine.rules.Ownership;
import backbone.engine.rules.YamlNode;
import backbone.engine.rules.YamlProblems;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanOwnersTest {

  private final SpanNormalizer normalizer = SpanNormalizer.standard();

  @Test
  void asksTheOwnersForEachResource_whenNobodyNamesATeam() throws Exception {
    Ownership owners = owners("{a: alpha, b: beta}");
    byte[] several =
        request(
            batch(service("a"), span(1, 1)),
            batch(service("b"), span(1, 2)),
            batch(service("c"), span(1, 3)),
            batch(Resource.newBuilder(), span(1, 4)));

    assertThat(teams(several, null, owners)).containsExactly("alpha", "beta", "default", "alpha");
    assertThat(teams(several, "own", owners)).containsOnly("own");
    assertThat(teams(several, null, null)).containsOnly("default");
  }

  @Test
  void makesResourcesAnew_whenTheOwnersChange() throws Exception {
    byte[] same = request(batch(service("a"), span(1, 1)));

    assertThat(teams(same, null, owners("{a: x}"))).containsExactly("x");
    assertThat(teams(same, null, owners("{a: y}"))).containsExactly("y");
  }

  /** The teams of the resources; a resource without a name is of service {@code a}. */
  private List<String> teams(byte[] value, String team, Ownership owners) {
    Made made = new Made();
    normalizer.normalize(
        new RawSpans(value, null, "e", "r", team, owners, "a", Spans.ARRIVAL_MS, 0), made);
    return made.traces.stream()
        .flatMap(data -> data.getResourceSpansList().stream())
        .flatMap(batch -> batch.getResource().getAttributesList().stream())
        .filter(attribute -> attribute.getKey().equals("team"))
        .map(attribute -> attribute.getValue().getStringValue())
        .toList();
  }

  private static Ownership owners(String yaml) throws IOException {
    YamlProblems problems = new YamlProblems("test");
    return Ownership.of(YamlNode.read(new StringReader(yaml), problems), problems);
  }
}

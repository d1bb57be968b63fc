// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTemplateTest {

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/cart, /cart",
    "/cart/42, /cart/{id}",
    "/cart/42?user=7, /cart/{id}",
    "/v2/users/123e4567-e89b-12d3-a456-426614174000/x, /v2/users/{id}/x",
    "/blob/deadbeef00, /blob/{id}",
    "/blob/facade, /blob/facade",
    "/blob/defaced, /blob/defaced",
    "/2026-11-23, /2026-11-23",
    "/a//b/, /a//b/",
    "?x=1, /",
    "'', unknown",
    "/1/2/3/4/5/6/7/8/9/10/11/12, /{id}/{id}/{id}/{id}/{id}/{id}/{id}/{id}/{id}/{id}/*",
  })
  void idsAreReplaced_andTheQueryIsDropped(String path, String template) {
    assertThat(new PathTemplate().of(path)).isEqualTo(template);
  }

  @Test
  void remembersNothing_whenTargetsAreHuge() {
    PathTemplate routes = new PathTemplate();

    for (int i = 0; i < 3; i++) {
      assertThat(routes.of("/cart/" + i + "?q=" + "x".repeat(100_000))).isEqualTo("/cart/{id}");
    }

    assertThat(routes.knownChars()).isZero();
  }
}

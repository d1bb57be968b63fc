// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PodPathTest {

  private static final String ID = "0123456789abcdef".repeat(4);

  @Test
  void tellsNamespacePodAndContainer_whenThePathIsAPods() {
    PodPath path =
        PodPath.of("/var/log/pods/shop_order-service-7d9f-x2x_0a1b-22c3/order-service/0.log");
    assertThat(path.fill("{container}")).isEqualTo("order-service");
    assertThat(path.fill("{namespace}/{pod}")).isEqualTo("shop/order-service-7d9f-x2x");
  }

  @Test
  void tellsTheSame_whenTheFileIsTheLinkOrHasBeenRotated() {
    String link = "/var/log/containers/order-service-7d9f-x2x_shop_order-service-" + ID + ".log";
    assertThat(PodPath.of(link).fill("{namespace} {pod} {container}"))
        .isEqualTo("shop order-service-7d9f-x2x order-service");
    assertThat(PodPath.of("/var/log/pods/a_b_c/d/0.log.20261123-101500").fill("{container}"))
        .isEqualTo("d");
  }

  @Test
  void leavesALabelOut_whenThePathDoesNotTellIt() {
    assertThat(PodPath.of("/var/log/syslog").fill("{container}")).isNull();
    assertThat(PodPath.of("/var/log/pods/a_b_c/d/0.log").fill("{node}")).isNull();
  }

  @Test
  void namesWhatCanBeTold_whenALabelAsksForSomethingElse() {
    assertThat(PodPath.problem("{node}"))
        .contains("={node} asks for {node}. A path can tell {namespace}, {pod} and {container}.");
    assertThat(PodPath.problem("{container}-{namespace}")).isEmpty();
    assertThat(PodPath.problem(null)).isEmpty();
  }

  @Test
  void keepsALabel_whenItAsksForNothing() {
    assertThat(PodPath.of("/var/log/syslog").fill("prod")).isEqualTo("prod");
    assertThat(PodPath.of("/var/log/syslog").fill(null)).isNull();
  }
}

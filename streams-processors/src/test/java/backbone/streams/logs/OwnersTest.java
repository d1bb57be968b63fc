// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import static backbone.schema.TelemetryHeaders.SERVICE;
import static backbone.schema.TelemetryHeaders.TEAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.streams.Entrance;
import backbone.streams.rules.StaleRulesException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnersTest {

  private final Bench shared =
      new Bench(new Entrance(Bench.RAW, Entrance.Signal.LOGS, "prod", "kr", null, null));

  @AfterEach
  void close() {
    shared.close();
  }

  @Test
  void teamIsThatOfTheOwnersInForceAtArrival() {
    shared.rules.apply("ownership: {cart: x}", Bench.START_MS + 100);
    shared.rules.apply("ownership: {cart: y}", Bench.START_MS + 200);

    shared.send(99, "a", SERVICE, "cart");
    shared.send(100, "b", SERVICE, "cart");
    shared.send(199, "c", SERVICE, "cart");
    shared.send(200, "d", SERVICE, "cart");
    shared.send(201, "e", SERVICE, "mail");
    shared.send(202, "f");

    assertThat(teams()).containsExactly("default", "x", "x", "y", "default", "default");
  }

  @Test
  void ownersAreAskedLast() {
    shared.rules.apply("ownership: {cart: x}", 0);
    shared.send(0, "a", SERVICE, "cart", TEAM, "own");
    assertThat(teams()).containsExactly("own");

    try (Bench owned = new Bench()) {
      owned.rules.apply("ownership: {cart: x}", 0);
      owned.send(0, "a", SERVICE, "cart");
      assertThat(owned.events()).singleElement().asString().contains("/shop/cart|");
    }
  }

  @Test
  void versionOfTheRulesNamesTheOwners_onceThereAreAny() {
    shared.rules.apply("ownership: {cart: x}", Bench.START_MS + 1);
    shared.rules.apply("ownership: {cart: y}", Bench.START_MS + 2);
    shared.rules.apply("ownership: {cart: x}", Bench.START_MS + 3);
    for (int i = 0; i < 4; i++) {
      shared.send(i, "a", SERVICE, "cart");
    }

    List<String> versions =
        shared.events().stream().map(event -> event.substring(event.lastIndexOf('|') + 1)).toList();

    assertThat(versions.get(0)).isEqualTo("a");
    assertThat(versions.get(1)).matches("[0-9a-f]{16}").isEqualTo(versions.get(3));
    assertThat(versions.get(2)).matches("[0-9a-f]{16}").isNotEqualTo(versions.get(1));
  }

  @Test
  void runEnds_whenTheRulesAreTooOld() {
    shared.rules.becomeStale();

    assertThatThrownBy(shared::punctuate).hasRootCauseInstanceOf(StaleRulesException.class);
  }

  private List<String> teams() {
    return shared.events().stream().map(event -> event.split("[|/]", -1)[4]).toList();
  }
}

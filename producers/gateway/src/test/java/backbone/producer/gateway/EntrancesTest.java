// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EntrancesTest {

  private static final String SHOP = "shop-0123456789";
  private static final Entrances ENTRANCES =
      Entrances.of(Map.of(SHOP, entrance("shop"), "bank-0123456789+/==", entrance("bank")));

  @ParameterizedTest
  @ValueSource(strings = {"Bearer " + SHOP, "bearer " + SHOP, "BEARER  " + SHOP + " "})
  void findsTheEntranceOfAToken(String header) {
    assertThat(ENTRANCES.find(List.of(header))).contains(entrance("shop"));
  }

  @Test
  void findsEachTokensOwn() {
    assertThat(ENTRANCES.find(List.of("Bearer bank-0123456789+/=="))).contains(entrance("bank"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        SHOP,
        "Basic " + SHOP,
        "Bearer " + SHOP + "x",
        "Bearer shop-012345678",
        "Bearer SHOP-0123456789",
        "Bearer " + SHOP + ", Bearer " + SHOP,
        "Bearer\t" + SHOP,
        "Bearer " + SHOP + "\n",
        "xBearer " + SHOP
      })
  void findsNone_whenTokenIsNotOurs(String header) {
    assertThat(ENTRANCES.find(List.of(header))).isEmpty();
  }

  @Test
  void findsNone_whenThereIsNoHeaderOrMoreThanOne() {
    String good = "Bearer " + SHOP;

    assertThat(ENTRANCES.find(List.of())).isEmpty();
    assertThat(ENTRANCES.find(List.of(good, good))).isEmpty();
    assertThat(ENTRANCES.find(List.of("Bearer x", good))).isEmpty();
  }

  @Test
  void findsNone_whenHeaderIsHuge() {
    String padded = "Bearer " + SHOP + " ".repeat(Entrances.HEADER_CHARS_MAX);

    assertThat(ENTRANCES.find(List.of(padded))).isEmpty();
  }

  @Test
  void letsEverybodyIn_whenThereAreNoTokens() {
    Entrances open = Entrances.open(entrance("all"));

    assertThat(open.find(List.of())).contains(entrance("all"));
    assertThat(open.find(List.of("Bearer anything"))).contains(entrance("all"));
  }

  private static Entrance entrance(String team) {
    return new Entrance(Map.of("telemetry-team", team));
  }
}

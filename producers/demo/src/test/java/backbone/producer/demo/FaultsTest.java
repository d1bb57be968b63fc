// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FaultsTest {

  @AfterEach
  void printSeed() {
    System.out.println("proofs.seed=" + ShopDay.SEED);
  }

  @Test
  void failsMostLoginsAndNamesTheCause_whenTokenIsBad() {
    List<String> auth = lines(Fault.BAD_TOKEN, ShopFile.AUTH);

    double logins = count(auth, "POST /login ");
    double failed = count(auth, "POST /login 500") + count(auth, "POST /login 401");

    assertThat(failed / logins).isBetween(0.5, 0.7);
    assertThat(count(auth, "POST /login 500")).isGreaterThan(count(auth, "POST /login 401"));
    assertThat(auth)
        .anyMatch(
            text ->
                text.contains("] ERROR [trace_id=")
                    && text.contains("shop.auth.JwtValidator -")
                    && text.contains("audience mismatch expected=shop-api actual=shop-web")
                    && text.contains("since release 2.4.1"));
  }

  /** 8 requests a second is the default; the step must be seen there, not under load only. */
  @Test
  void raisesErrorsTwentyfold_whenTokenIsBad() {
    ShopDay day = new ShopDay(8);

    long before = errors(day.run(Duration.ofMinutes(10), Optional.empty()));
    long during = errors(day.run(Duration.ofMinutes(10), Optional.of(Fault.BAD_TOKEN)));
    long after = errors(day.run(Duration.ofMinutes(10), Optional.empty()));

    assertThat(during).isGreaterThan(20 * Math.max(before, 1));
    assertThat(after).isLessThan(during / 20);
  }

  @Test
  void waitsForRedis_whenRedisIsSlow() {
    List<String> slow = lines(Fault.SLOW_REDIS, ShopFile.PAYMENT);
    List<String> usual = ShopDay.texts(ShopDay.minutes(3, Optional.empty()), ShopFile.PAYMENT);

    assertThat(slow.stream().filter(text -> text.contains("Redis GET session:")))
        .isNotEmpty()
        .allMatch(text -> text.matches("(?s).* WARN  .*Slow Redis GET .* took 1[456]\\d\\d ms .*"));
    assertThat(usual).noneMatch(text -> text.contains("Slow Redis"));
  }

  @Test
  void makesOrdersWait_whenInventoryIsSlow() {
    List<Line> lines = ShopDay.minutes(3, Optional.of(Fault.SLOW_INVENTORY));

    long slow = count(ShopDay.texts(lines, ShopFile.INVENTORY), "Slow query took");
    long waited = count(ShopDay.texts(lines, ShopFile.ORDER), "ms for inventory-service");

    assertThat(slow).isGreaterThan(100);
    assertThat(waited).isBetween(slow - 50, slow);
  }

  @Test
  void answersMoreThanHundred500sInFiveMinutes_whenErrorsBurst() {
    ShopDay day = new ShopDay(8);

    List<Line> lines = day.run(Duration.ofMinutes(1), Optional.of(Fault.ERROR_BURST));

    assertThat(count(ShopDay.texts(lines, ShopFile.INVENTORY_ACCESS), "HTTP/1.1\" 500 "))
        .isGreaterThan(100);
    assertThat(count(ShopDay.texts(lines, ShopFile.ORDER), "\"http.response.status_code\":500"))
        .isGreaterThan(20);
  }

  @Test
  void failsOrdersInPricing_whenCpuBurns() {
    List<String> orders = lines(Fault.CPU_BURN, ShopFile.ORDER);

    double failed = count(orders, "pricing timed out");

    assertThat(failed / count(orders, "Order received")).isBetween(0.4, 0.6);
  }

  private static List<String> lines(Fault fault, ShopFile file) {
    return ShopDay.texts(ShopDay.minutes(3, Optional.of(fault)), file);
  }

  private static long errors(List<Line> lines) {
    return lines.stream()
        .map(Line::text)
        .filter(text -> text.contains("] ERROR ") || text.contains("\"log.level\":\"ERROR\""))
        .count();
  }

  private static long count(List<String> texts, String part) {
    return texts.stream().filter(text -> text.contains(part)).count();
  }
}

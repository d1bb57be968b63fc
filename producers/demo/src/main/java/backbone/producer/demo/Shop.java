// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The whole shop without threads, files or waiting: at each tick it answers the requests that came
 * since the last one and yields the lines that are due. The same seed, clock and faults give the
 * same lines.
 */
final class Shop {

  private static final int SHOPPERS = 200;
  private static final String ORDER_VERSION = "1.9.0";

  /** After a longer sleep of the machine, or a jump of the clock, it starts anew from now. */
  private static final Duration GAP_MAX = Duration.ofSeconds(10);

  private final Clock clock;
  private final Dice dice;
  private final double gapNanos;
  private final Outbox outbox = new Outbox();
  private final List<Shopper> shoppers;
  private final AuthService auth;
  private final InventoryService inventory;
  private final OrderService order;
  private Instant next;
  private long served;

  Shop(Clock clock, long seed, int requestsPerSecond) {
    this.clock = clock;
    dice = new Dice(seed);
    gapNanos = 1e9 / requestsPerSecond;
    next = clock.instant();
    shoppers =
        IntStream.range(0, SHOPPERS)
            .mapToObj(number -> shopper(Customer.of(1000 + number, dice)))
            .toList();
    auth = new AuthService(plain(ShopFile.AUTH, "shop.auth", 8081), dice);
    inventory =
        new InventoryService(
            plain(ShopFile.INVENTORY, "shop.inventory", 8084),
            new AccessLog(clock.getZone(), outbox),
            dice);
    PaymentService payment =
        new PaymentService(plain(ShopFile.PAYMENT, "shop.payment", 8082), dice);
    order = orderService(new OrderService.Neighbours(auth, inventory, payment));
  }

  /** All lines that are due by now and were not yielded before, in the order of time. */
  List<Line> tick(Optional<Fault> fault) {
    Instant now = clock.instant();
    if (Duration.between(next, now).abs().compareTo(GAP_MAX) > 0) {
      next = now;
    }
    while (!next.isAfter(now)) {
      serve(next, fault);
      next = next.plusNanos((long) (gapNanos * dice.jitter()));
    }
    return outbox.due(now);
  }

  /** Requests answered since the start. */
  long served() {
    return served;
  }

  /** Customers are already about when the shop opens, so that each file has lines at once. */
  private Shopper shopper(Customer customer) {
    return new Shopper(customer, dice.pick(List.of(Shopper.Step.values())));
  }

  private void serve(Instant at, Optional<Fault> fault) {
    Shopper shopper = dice.pick(shoppers);
    Call call = Call.first(at, shopper.customer(), fault, dice);
    Reply reply =
        switch (shopper.next()) {
          case LOGIN -> auth.login(call);
          case BROWSE -> inventory.show(call);
          case ORDER -> order.place(call);
        };
    shopper.moveOn(reply, dice);
    served++;
  }

  private OrderService orderService(OrderService.Neighbours neighbours) {
    Layout layout = new EcsLayout("order-service", ORDER_VERSION, "shop.order", 8083);
    return new OrderService(new Journal(ShopFile.ORDER, layout, outbox), neighbours, dice);
  }

  private Journal plain(ShopFile file, String javaPackage, int port) {
    ZoneId zone = clock.getZone();
    return new Journal(file, new PlainLayout(javaPackage, port, zone), outbox);
  }
}

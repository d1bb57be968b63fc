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
 * since the last one and yields the lines and spans that are due. The same seed, clock and faults
 * give the same lines and spans.
 */
final class Shop {

  private static final int SHOPPERS = 200;

  /** After a longer sleep of the machine, or a jump of the clock, it starts anew from now. */
  private static final Duration GAP_MAX = Duration.ofSeconds(10);

  private final Clock clock;
  private final Dice dice;
  private final double gapNanos;
  private final Outbox<Line> lines = new Outbox<>();
  private final Outbox<ShopSpan> spans = new Outbox<>();
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
    auth =
        new AuthService(
            plain(ShopFile.AUTH, "shop.auth", ShopService.AUTH), book(ShopService.AUTH), dice);
    inventory =
        new InventoryService(
            plain(ShopFile.INVENTORY, "shop.inventory", ShopService.INVENTORY),
            new AccessLog(clock.getZone(), lines),
            book(ShopService.INVENTORY),
            dice);
    PaymentService payment =
        new PaymentService(
            plain(ShopFile.PAYMENT, "shop.payment", ShopService.PAYMENT),
            book(ShopService.PAYMENT),
            dice);
    order = orderService(new OrderService.Neighbours(auth, inventory, payment));
  }

  /** All lines and spans that are due by now and were not yielded before. */
  Moment tick(Optional<Fault> fault) {
    Instant now = clock.instant();
    if (Duration.between(next, now).abs().compareTo(GAP_MAX) > 0) {
      next = now;
    }
    while (!next.isAfter(now)) {
      serve(next, fault);
      next = next.plusNanos((long) (gapNanos * dice.jitter()));
    }
    return new Moment(lines.due(now), spans.due(now));
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
    Layout layout = new EcsLayout(ShopService.ORDER, "shop.order");
    Journal journal = new Journal(ShopFile.ORDER, layout, lines);
    return new OrderService(journal, book(ShopService.ORDER), neighbours, dice);
  }

  private SpanBook book(ShopService service) {
    return new SpanBook(service, spans);
  }

  private Journal plain(ShopFile file, String javaPackage, ShopService service) {
    ZoneId zone = clock.getZone();
    return new Journal(file, new PlainLayout(javaPackage, service.port(), zone), lines);
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import static backbone.producer.demo.Entry.error;
import static backbone.producer.demo.Entry.info;
import static backbone.producer.demo.Entry.warn;

import java.util.List;
import java.util.Optional;

/**
 * Turns a basket into an order: asks auth-service for the session, inventory-service for the goods
 * and payment-service for the money, and waits for each. With {@link Fault#CPU_BURN} on, its
 * pricing is too busy to answer many orders.
 */
final class OrderService {

  /** Share of the orders that get no price while the processor is burnt. */
  static final double UNPRICED_SHARE = 0.5;

  private static final String CONTROLLER = "OrderController";
  private static final long PATIENCE_MS = 1000;
  private static final long PRICE_LIMIT_MS = 800;
  private static final String FAILED = "shop.order.OrderFailedException";
  private static final List<String> THROWN =
      List.of("shop.order.OrderController.place(OrderController.java:74)");
  private static final Failure NO_PRICE =
      new Failure(
          "java.util.concurrent.TimeoutException",
          "pricing did not answer within 800 ms",
          List.of(
              "java.base/java.util.concurrent.CompletableFuture.timedGet"
                  + "(CompletableFuture.java:1960)",
              "shop.order.PriceEngine.price(PriceEngine.java:112)",
              "shop.order.OrderController.place(OrderController.java:58)"));

  private static final Http PLACE = Http.of("POST", "/api/orders");

  private final Journal journal;
  private final SpanBook spans;
  private final AuthService auth;
  private final InventoryService inventory;
  private final PaymentService payment;
  private final Dice dice;

  OrderService(Journal journal, SpanBook spans, Neighbours neighbours, Dice dice) {
    this.journal = journal;
    this.spans = spans;
    this.auth = neighbours.auth();
    this.inventory = neighbours.inventory();
    this.payment = neighbours.payment();
    this.dice = dice;
  }

  /** The services that an order needs. */
  record Neighbours(AuthService auth, InventoryService inventory, PaymentService payment) {}

  /** A customer orders what is in the basket. */
  Reply place(Call call) {
    String order = "o-" + dice.between(100_000, 999_999);
    say(info(call, 0, CONTROLLER, received(call, order)));
    Call asking = call.onwards(1, dice);
    Reply session = auth.session(asking);
    spans.called(call, asking, ShopService.AUTH, AuthService.SESSION, session);
    long elapsedMs = 2 + session.tookMs();
    if (call.suffers(Fault.CPU_BURN) && dice.chance(UNPRICED_SHARE)) {
      return unpriced(call, order);
    }
    spans.inside(call, Inner.price(1).after(elapsedMs - 1));
    Call reserving = call.onwards(elapsedMs, dice);
    Http wish = inventory.wish();
    Reply stock = inventory.reserve(reserving, wish);
    spans.called(call, reserving, ShopService.INVENTORY, wish, stock);
    elapsedMs += stock.tookMs() + 1;
    noteWait(call, elapsedMs, "inventory-service", stock);
    if (!stock.ok()) {
      return fail(call, elapsedMs, order, "inventory-service answered " + stock.status());
    }
    Call paying = call.onwards(elapsedMs, dice);
    Reply paid = payment.pay(paying, order);
    spans.called(call, paying, ShopService.PAYMENT, PaymentService.PAY, paid);
    elapsedMs += paid.tookMs() + 1;
    noteWait(call, elapsedMs, "payment-service", paid);
    if (!paid.ok()) {
      return fail(call, elapsedMs, order, "payment-service answered " + paid.status());
    }
    say(info(call, elapsedMs, CONTROLLER, "주문이 접수되었습니다. order=" + order));
    return answer(call, new Reply(201, elapsedMs + 1), Optional.empty());
  }

  private String received(Call call, String order) {
    String mail = dice.chance(0.1) ? " contact=" + call.customer().email() : "";
    return "Order received order=" + order + " user=" + call.customer().id() + mail;
  }

  private void noteWait(Call call, long afterMs, String neighbour, Reply reply) {
    if (reply.tookMs() > PATIENCE_MS) {
      say(
          warn(
              call,
              afterMs,
              CONTROLLER,
              "Waited " + reply.tookMs() + " ms for " + neighbour + " (expected below 200 ms)"));
    }
  }

  private Reply unpriced(Call call, String order) {
    spans.inside(call, Inner.price(PRICE_LIMIT_MS).after(4).thrown(NO_PRICE));
    say(
        error(
                call,
                805,
                "PriceEngine",
                "No price for order="
                    + order
                    + ": thread pricing-1 is busy in CouponMatcher (pattern backtracks), cpu is"
                    + " the bottleneck")
            .with(NO_PRICE));
    return fail(call, 806, order, "pricing timed out");
  }

  private Reply fail(Call call, long afterMs, String order, String why) {
    say(error(call, afterMs, CONTROLLER, "Order failed order=" + order + ": " + why));
    return answer(call, new Reply(500, afterMs + 1), Optional.of(new Failure(FAILED, why, THROWN)));
  }

  private Reply answer(Call call, Reply reply, Optional<Failure> failure) {
    spans.served(call, PLACE, reply, failure);
    long ms = reply.tookMs();
    String text = "POST /api/orders " + reply.status() + " in " + ms + " ms";
    Entry entry = reply.ok() ? info(call, ms, CONTROLLER, text) : error(call, ms, CONTROLLER, text);
    say(
        entry
            .with("http.request.method", "POST")
            .with("url.path", "/api/orders")
            .with("http.response.status_code", reply.status())
            .with("event.duration", ms * 1_000_000)
            .with("client.ip", call.customer().ip()));
    return reply;
  }

  private void say(Entry entry) {
    journal.write(entry);
  }
}

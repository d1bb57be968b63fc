// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import static backbone.producer.demo.Entry.error;
import static backbone.producer.demo.Entry.info;
import static backbone.producer.demo.Entry.warn;

import java.util.List;
import java.util.Optional;

/**
 * Takes the money. Looks the session up in a Redis that exists in its lines and spans only; with
 * {@link Fault#SLOW_REDIS} on, that takes about 1.5 s.
 */
final class PaymentService {

  private static final String TEST_CARD = "4111 1111 1111 1111";
  private static final double TROUBLE_SHARE = 0.008;
  private static final double CANCELLED_SHARE = 0.05;
  private static final int SLOW_MS = 100;
  private static final List<String> PAID =
      List.of(
          "결제가 완료되었습니다", "결제를 승인했습니다", "고객님의 결제는 정상 처리되었습니다", "카드결제에 성공했습니다", "Payment completed");
  private static final List<String> CANCELLED =
      List.of("결제를 취소했습니다", "결제 취소 요청을 처리했습니다", "Payment cancelled by the customer");
  private static final Failure NO_ANSWER =
      new Failure(
          "java.net.SocketTimeoutException",
          "Read timed out",
          List.of(
              "java.base/java.net.Socket$SocketInputStream.read(Socket.java:1099)",
              "shop.payment.CardGateway.charge(CardGateway.java:88)",
              "shop.payment.PaymentController.pay(PaymentController.java:47)"));

  /** How order-service asks for the money. */
  static final Http PAY = Http.of("POST", "/payments");

  private final Journal journal;
  private final SpanBook spans;
  private final Dice dice;

  PaymentService(Journal journal, SpanBook spans, Dice dice) {
    this.journal = journal;
    this.spans = spans;
    this.dice = dice;
  }

  /** order-service wants an order paid. */
  Reply pay(Call call, String order) {
    int redisMs = session(call);
    int amount = dice.between(9, 390) * 1000;
    if (dice.chance(0.15)) {
      say(
          info(
              call,
              redisMs + 2L,
              "CardGateway",
              "Charging card=" + TEST_CARD + " receipt_to=" + call.customer().email()));
    }
    int gatewayMs = dice.between(20, 90);
    Inner charge = Inner.charge(gatewayMs - 2L).after(redisMs + 2L);
    if (dice.chance(TROUBLE_SHARE)) {
      spans.inside(call, charge.thrown(NO_ANSWER));
      return fail(call, order, redisMs + gatewayMs);
    }
    spans.inside(call, charge);
    List<String> words = dice.chance(CANCELLED_SHARE) ? CANCELLED : PAID;
    String text = dice.pick(words) + ". order=" + order + " amount=" + amount + " currency=KRW";
    say(info(call, redisMs + (long) gatewayMs, "PaymentController", text));
    return answer(call, new Reply(200, redisMs + gatewayMs + 2L), Optional.empty());
  }

  private int session(Call call) {
    int tookMs = call.suffers(Fault.SLOW_REDIS) ? dice.between(1400, 1650) : dice.between(1, 4);
    spans.inside(call, Inner.redisGet("session:" + call.customer().id(), tookMs));
    String text = "Redis GET session:" + call.customer().id() + " took " + tookMs + " ms";
    say(
        tookMs < SLOW_MS
            ? info(call, tookMs, "SessionStore", text)
            : warn(
                call,
                tookMs,
                "SessionStore",
                "Slow " + text + " (limit " + SLOW_MS + " ms) node=redis-1:6379"));
    return tookMs;
  }

  private Reply fail(Call call, String order, int afterMs) {
    say(
        error(
                call,
                afterMs,
                "PaymentController",
                "결제에 실패했습니다. order=" + order + " reason=card gateway did not answer")
            .with(NO_ANSWER));
    return answer(call, new Reply(502, afterMs + 2L), Optional.of(NO_ANSWER));
  }

  private Reply answer(Call call, Reply reply, Optional<Failure> failure) {
    spans.served(call, PAY, reply, failure);
    String text = "POST /payments " + reply.status() + " in " + reply.tookMs() + " ms";
    say(info(call, reply.tookMs(), "PaymentController", text));
    return reply;
  }

  private void say(Entry entry) {
    journal.write(entry);
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

/** A customer on the way through the shop: login, some browsing, an order, and again from login. */
final class Shopper {

  private final Customer customer;
  private Step next;

  Shopper(Customer customer, Step next) {
    this.customer = customer;
    this.next = next;
  }

  /** What a customer can want next. */
  enum Step {
    LOGIN,
    BROWSE,
    ORDER
  }

  Customer customer() {
    return customer;
  }

  Step next() {
    return next;
  }

  /** Who could not log in tries again; who ordered, or failed to, leaves. */
  void moveOn(Reply reply, Dice dice) {
    next =
        switch (next) {
          case LOGIN -> reply.ok() ? Step.BROWSE : Step.LOGIN;
          case BROWSE -> dice.chance(0.5) ? Step.ORDER : Step.BROWSE;
          case ORDER -> Step.LOGIN;
        };
  }
}

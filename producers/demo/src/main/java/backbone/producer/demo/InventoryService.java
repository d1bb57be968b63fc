// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import static backbone.producer.demo.Entry.error;
import static backbone.producer.demo.Entry.info;
import static backbone.producer.demo.Entry.warn;

import java.util.List;
import java.util.Optional;

/**
 * Knows what is on the shelves. With {@link Fault#SLOW_INVENTORY} on, a reservation takes about 2
 * s; with {@link Fault#ERROR_BURST} on, most answers are HTTP 500.
 */
final class InventoryService {

  /** Share of the answers that the burst turns into errors. */
  static final double BURST_SHARE = 0.8;

  private static final double TROUBLE_SHARE = 0.004;
  private static final List<String> ITEMS =
      List.of("sku-1001", "sku-1002", "sku-2040", "sku-2041", "sku-3300", "sku-4711", "sku-9001");
  private static final Failure POOL_EMPTY =
      new Failure(
          "shop.inventory.StockUnavailableException",
          "stock table cannot be read",
          List.of(
              "shop.inventory.StockRepository.load(StockRepository.java:73)",
              "shop.inventory.StockController.get(StockController.java:38)",
              "jakarta.servlet.http.HttpServlet.service(HttpServlet.java:590)",
              "Caused by: java.sql.SQLException: connection pool stock-db exhausted (20 of 20 used)",
              "org.postgresql.core.v3.ConnectionFactoryImpl.open(ConnectionFactoryImpl.java:247)",
              "... 12 more"));

  private final Journal journal;
  private final AccessLog access;
  private final SpanBook spans;
  private final Dice dice;

  InventoryService(Journal journal, AccessLog access, SpanBook spans, Dice dice) {
    this.journal = journal;
    this.access = access;
    this.spans = spans;
    this.dice = dice;
  }

  /** A customer looks at an item. */
  Reply show(Call call) {
    String item = dice.pick(ITEMS);
    Http http = new Http("GET", "/api/items/{item}", "/api/items/" + item);
    return serve(call, http, "Item shown item=" + item, dice.between(3, 25));
  }

  /** What order-service will ask to set aside. */
  Http wish() {
    return new Http("POST", "/api/stock/{item}", "/api/stock/" + dice.pick(ITEMS));
  }

  /** order-service wants an item set aside. */
  Reply reserve(Call call, Http http) {
    String item = http.path().substring(http.path().lastIndexOf('/') + 1);
    int tookMs = dice.between(5, 40);
    if (call.suffers(Fault.SLOW_INVENTORY)) {
      tookMs = dice.between(1950, 2150);
      say(
          warn(
              call,
              tookMs - 1L,
              "StockRepository",
              "Slow query took "
                  + (tookMs - 4)
                  + " ms: SELECT stock FOR UPDATE item="
                  + item
                  + " rows_scanned=1840211 (index stock_item_idx is missing)"));
    }
    return serve(call, http, "Stock reserved item=" + item, tookMs);
  }

  private Reply serve(Call call, Http http, String done, int tookMs) {
    String request = http.method() + " " + http.path();
    Reply reply = new Reply(broken(call) ? 500 : 200, tookMs);
    if (reply.ok()) {
      say(info(call, tookMs, "StockController", done + " in " + tookMs + " ms"));
    } else {
      say(
          error(call, tookMs, "StockController", request + " 500: stock-db pool exhausted")
              .with(POOL_EMPTY));
    }
    Optional<Failure> failure = reply.ok() ? Optional.empty() : Optional.of(POOL_EMPTY);
    Inner query = Inner.select("stock-db", "stock", query(http), Math.max(1, tookMs - 4)).after(2);
    spans.inside(call, failure.map(query::thrown).orElse(query));
    spans.served(call, http, reply, failure);
    access.write(call, request, reply, reply.ok() ? dice.between(180, 4200) : 57);
    return reply;
  }

  private static String query(Http http) {
    return http.method().equals("POST")
        ? "SELECT quantity FROM stock WHERE item = ? FOR UPDATE"
        : "SELECT name, price, quantity FROM stock WHERE item = ?";
  }

  private boolean broken(Call call) {
    return dice.chance(call.suffers(Fault.ERROR_BURST) ? BURST_SHARE : TROUBLE_SHARE);
  }

  private void say(Entry entry) {
    journal.write(entry);
  }
}

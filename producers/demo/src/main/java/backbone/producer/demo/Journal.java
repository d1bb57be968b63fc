// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

/** The log of one service: gives an entry its form and hands it on for the service's file. */
final class Journal {

  private final ShopFile file;
  private final Layout layout;
  private final Outbox<Line> outbox;

  Journal(ShopFile file, Layout layout, Outbox<Line> outbox) {
    this.file = file;
    this.layout = layout;
    this.outbox = outbox;
  }

  void write(Entry entry) {
    outbox.put(new Line(file, entry.at(), layout.format(entry)));
  }
}

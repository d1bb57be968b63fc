// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import java.util.List;

/**
 * One series, whatever process or partition counts it.
 *
 * @param first value of the family's first label
 * @param second value of the second, empty when there is none
 * @param third value of the third, likewise
 */
record Series(Family family, Owner owner, String first, String second, String third) {

  static Series logEvents(Owner owner, String level) {
    return new Series(Family.LOG_EVENTS, owner, level, "", "");
  }

  static Series httpResponses(Owner owner, String route, String status, String source) {
    return new Series(Family.HTTP_RESPONSES, owner, route, status, source);
  }

  static Series spans(Owner owner, String name, String kind, String status) {
    return new Series(Family.SPANS, owner, name, kind, status);
  }

  static Series exceptions(Owner owner, String type, String source) {
    return new Series(Family.EXCEPTIONS, owner, type, source, "");
  }

  static Series edge(Owner client, String server, String connectionType) {
    return new Series(Family.EDGES, client, server, connectionType, "");
  }

  static Series burst(Owner owner, String kind, String source) {
    return new Series(Family.BURSTS, owner, kind, source, "");
  }

  /** Values of {@link Family#labels}. */
  List<String> values() {
    return List.of(first, second, third).subList(0, family.labels().size());
  }

  /** The same with another first label, which is the one that senders may vary at will. */
  Series withFirst(String value) {
    return new Series(family, owner, value, second, third);
  }

  /** The same with every label changed that has more than a handful of values together. */
  Series withAll(String value) {
    return switch (family) {
      case LOG_EVENTS, BURSTS -> this;
      case HTTP_RESPONSES -> new Series(family, owner, value, value, third);
      case EXCEPTIONS, EDGES -> withFirst(value);
      case SPANS -> new Series(family, owner, value, value, value);
    };
  }

  /** The same for all series that are there together, or not at all. */
  Series group() {
    return switch (family) {
      case LOG_EVENTS -> new Series(family, owner, "", "", "");
      case HTTP_RESPONSES -> new Series(family, owner, first, "", third);
      default -> this;
    };
  }

  void write(Packer to) {
    to.number(family.code());
    to.text(owner.service()).text(owner.env()).text(owner.region()).text(owner.team());
    values().forEach(to::text);
  }

  static Series read(Unpacker from) {
    Family family = Family.of((byte) from.number());
    Owner owner = new Owner(from.text(), from.text(), from.text(), from.text());
    int labels = family.labels().size();
    return new Series(
        family, owner, from.text(), labels > 1 ? from.text() : "", labels > 2 ? from.text() : "");
  }
}

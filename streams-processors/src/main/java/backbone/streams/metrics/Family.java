// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import java.util.List;

/** Series of one kind: what tells them apart beside their owner. */
enum Family {
  LOG_EVENTS(1),
  HTTP_RESPONSES(2),
  /** Calls and durations at once: a histogram knows how many calls it has seen. */
  SPANS(3),
  EXCEPTIONS(4),
  /** Requests between services; the owner is the calling one. */
  EDGES(5),
  /** Not shown as counted: the owner of a series finds the most events within five minutes. */
  BURSTS(10);

  /** Seconds of a minute, which are what bursts are counted by. */
  static final int SECONDS = 60;

  private static final List<String> LOG_EVENT_LABELS = List.of("level");
  private static final List<String> HTTP_RESPONSE_LABELS =
      List.of("route", "status_code", "source");
  private static final List<String> SPAN_LABELS = List.of("span_name", "span_kind", "status_code");
  private static final List<String> EXCEPTION_LABELS = List.of("error_type", "source");
  private static final List<String> EDGE_LABELS = List.of("server", "connection_type");
  private static final List<String> BURST_LABELS = List.of("kind", "source");

  private final byte code;

  Family(int code) {
    this.code = (byte) code;
  }

  /** Stands for the family in stored and sent bytes, for ever. */
  byte code() {
    return code;
  }

  /** Names of the labels in the order of a series' values. */
  List<String> labels() {
    return switch (this) {
      case LOG_EVENTS -> LOG_EVENT_LABELS;
      case HTTP_RESPONSES -> HTTP_RESPONSE_LABELS;
      case SPANS -> SPAN_LABELS;
      case EXCEPTIONS -> EXCEPTION_LABELS;
      case EDGES -> EDGE_LABELS;
      case BURSTS -> BURST_LABELS;
    };
  }

  /** Name of the label that tells the owner's service. */
  String serviceLabel() {
    return this == EDGES ? "client" : "service_name";
  }

  /** Whether what an event minute counted is written as history. */
  boolean inMinutes() {
    return this != EDGES && this != BURSTS;
  }

  boolean histogram() {
    return this == SPANS;
  }

  /** How many numbers a count has beside its sum. */
  int buckets() {
    return switch (this) {
      case SPANS -> Durations.BUCKETS;
      case EDGES -> EdgeSlots.COUNT;
      case BURSTS -> SECONDS;
      default -> 0;
    };
  }

  /**
   * The family that bytes tell.
   *
   * @throws UnknownFamilyException when a newer release wrote them
   */
  static Family of(byte code) {
    for (Family family : values()) {
      if (family.code == code) {
        return family;
      }
    }
    throw new UnknownFamilyException(code);
  }
}

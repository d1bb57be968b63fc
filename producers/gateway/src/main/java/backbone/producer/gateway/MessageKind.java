// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

/** Messages of OTLP by what lies in them, as far as it takes to count them. */
enum MessageKind {
  REQUEST,
  /** Of one resource. */
  GROUP,
  SCOPE,
  SPAN,
  LOG_RECORD,
  METRIC,
  GAUGE_OR_SUM,
  HISTOGRAM,
  EXPONENTIAL_HISTOGRAM,
  SUMMARY,
  NUMBER_POINT,
  HISTOGRAM_POINT,
  EXPONENTIAL_POINT,
  SUMMARY_POINT,
  EXEMPLAR,
  EVENT,
  LINK,
  RESOURCE,
  SCOPE_NAME,
  ATTRIBUTE,
  VALUE,
  VALUES,
  ATTRIBUTES,
  /** Holds nothing that is worth counting. */
  LEAF;

  /** Highest field number of any of them. */
  static final int FIELDS_MAX = 16;

  /** What a field with a message holds; null for any other field. */
  MessageKind child(int field, Signal signal) {
    return switch (this) {
      case REQUEST -> field == 1 ? GROUP : null;
      case GROUP -> field == 1 ? RESOURCE : field == 2 ? SCOPE : null;
      case SCOPE -> field == 1 ? SCOPE_NAME : field == 2 ? item(signal) : null;
      case SPAN -> ofSpan(field);
      case LOG_RECORD -> field == 5 ? VALUE : field == 6 ? ATTRIBUTE : null;
      case METRIC -> ofMetric(field);
      case GAUGE_OR_SUM -> field == 1 ? NUMBER_POINT : null;
      case HISTOGRAM -> field == 1 ? HISTOGRAM_POINT : null;
      case EXPONENTIAL_HISTOGRAM -> field == 1 ? EXPONENTIAL_POINT : null;
      case SUMMARY -> field == 1 ? SUMMARY_POINT : null;
      case NUMBER_POINT -> field == 5 ? EXEMPLAR : field == 7 ? ATTRIBUTE : null;
      case HISTOGRAM_POINT -> field == 8 ? EXEMPLAR : field == 9 ? ATTRIBUTE : null;
      case EXPONENTIAL_POINT -> field == 1 ? ATTRIBUTE : field == 11 ? EXEMPLAR : null;
      case SUMMARY_POINT -> field == 6 ? LEAF : field == 7 ? ATTRIBUTE : null;
      case EXEMPLAR -> field == 7 ? ATTRIBUTE : null;
      case EVENT, SCOPE_NAME -> field == 3 ? ATTRIBUTE : null;
      case LINK -> field == 4 ? ATTRIBUTE : null;
      case RESOURCE -> field == 1 ? ATTRIBUTE : field == 3 ? LEAF : null;
      case ATTRIBUTE -> field == 2 ? VALUE : null;
      case VALUE -> field == 5 ? VALUES : field == 6 ? ATTRIBUTES : null;
      case VALUES -> field == 1 ? VALUE : null;
      case ATTRIBUTES -> field == 1 ? ATTRIBUTE : null;
      case LEAF -> null;
    };
  }

  /** Whether it counts as one of those that a request may have only so many of. */
  boolean isItem() {
    return switch (this) {
      case GROUP, SCOPE, SPAN, LOG_RECORD, METRIC -> true;
      case NUMBER_POINT, HISTOGRAM_POINT, EXPONENTIAL_POINT, SUMMARY_POINT -> true;
      default -> false;
    };
  }

  private static MessageKind item(Signal signal) {
    return switch (signal) {
      case TRACES -> SPAN;
      case LOGS -> LOG_RECORD;
      case METRICS -> METRIC;
    };
  }

  private static MessageKind ofSpan(int field) {
    return switch (field) {
      case 9 -> ATTRIBUTE;
      case 11 -> EVENT;
      case 13 -> LINK;
      case 15 -> LEAF; // Its status.
      default -> null;
    };
  }

  private static MessageKind ofMetric(int field) {
    return switch (field) {
      case 5, 7 -> GAUGE_OR_SUM;
      case 9 -> HISTOGRAM;
      case 10 -> EXPONENTIAL_HISTOGRAM;
      case 11 -> SUMMARY;
      case 12 -> ATTRIBUTE;
      default -> null;
    };
  }
}

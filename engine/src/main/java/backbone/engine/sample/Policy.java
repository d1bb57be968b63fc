// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** One reason to keep a trace. */
sealed interface Policy {

  long NANOS_PER_MS = 1_000_000;

  String name();

  boolean matches(Candidate trace);

  /** Rejection threshold of what it keeps: {@code 0} when it keeps all that match. */
  default String threshold() {
    return "0";
  }

  /** Keeps everything. */
  record AlwaysSample(String name) implements Policy {
    @Override
    public boolean matches(Candidate trace) {
      return true;
    }
  }

  /** Keeps traces with a span of one of these status codes; one bit per code. */
  record StatusCode(String name, int codes) implements Policy {
    @Override
    public boolean matches(Candidate trace) {
      return (trace.summary().flags & codes) != 0;
    }
  }

  /** Keeps what took longer than one bound and at most another, which is absent when 0. */
  record Latency(String name, long thresholdMs, long upperThresholdMs) implements Policy {
    @Override
    public boolean matches(Candidate trace) {
      long start = trace.summary().start;
      long nanos = start == 0 ? 0 : Math.max(0, trace.summary().end - start);
      long ms = nanos / NANOS_PER_MS;
      return ms > thresholdMs && (upperThresholdMs == 0 || ms <= upperThresholdMs);
    }
  }

  /** Keeps traces of so many spans, both included; no upper bound when {@code max} is 0. */
  record SpanCount(String name, int min, int max) implements Policy {
    @Override
    public boolean matches(Candidate trace) {
      int spans = trace.summary().spans;
      return spans >= min && (max == 0 || spans <= max);
    }
  }

  /** Keeps a share by the trace id alone, so that everybody who samples keeps the same. */
  record Probabilistic(String name, long rejectedBelow) implements Policy {

    private static final int BITS = 56;
    private static final long ALL = 1L << BITS;
    private static final int HEX_DIGITS = 14;

    /** From a percentage; what is below 0 or above 100 counts as that. */
    static Probabilistic ofPercent(String name, BigDecimal percent) {
      BigDecimal kept = percent.movePointLeft(2).multiply(BigDecimal.valueOf(ALL));
      BigDecimal bounded = kept.max(BigDecimal.ZERO).min(BigDecimal.valueOf(ALL));
      return new Probabilistic(
          name, ALL - bounded.setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    @Override
    public boolean matches(Candidate trace) {
      return trace.randomness() >= rejectedBelow;
    }

    /** The hex digits of the threshold without zeros at the end. */
    @Override
    public String threshold() {
      if (rejectedBelow == 0 || rejectedBelow == ALL) {
        return "0";
      }
      String digits = String.format("%0" + HEX_DIGITS + "x", rejectedBelow);
      int end = HEX_DIGITS;
      while (digits.charAt(end - 1) == '0') {
        end--;
      }
      return digits.substring(0, end);
    }
  }

  /** Keeps the first trace of each (service, operation) of this partition. */
  record NewOperation(String name) implements Policy {
    @Override
    public boolean matches(Candidate trace) {
      return trace.hasNewOperation();
    }
  }

  /** Keeps some traces of each root service in each period of first arrival. */
  record FirstPerService(String name, int traces, long perMs, int share) implements Policy {
    @Override
    public boolean matches(Candidate trace) {
      return trace.takePlace(this);
    }

    FirstPerService forPartition(int partition, int partitions) {
      int part = traces / partitions + (partition < traces % partitions ? 1 : 0);
      return new FirstPerService(name, traces, perMs, Math.max(1, part));
    }
  }
}

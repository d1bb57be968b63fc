// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

/** A write failed as a whole; nothing is known about its single records. */
public final class TargetFault extends Exception {

  private static final long serialVersionUID = 1L;

  /** What to do about it. */
  public enum Kind {
    /** Heals by itself; the same write is retried for ever. */
    PASSING,
    /** Needs a person; the same write is retried for ever, and one line says what is wrong. */
    OPERATOR,
    /** The target refuses this write for its content; it is halved until the culprit is alone. */
    REFUSED
  }

  private final Kind kind;
  private final String faultClass;
  private final long waitMs;

  private TargetFault(Kind kind, String faultClass, String reason, long waitMs) {
    super(reason);
    this.kind = kind;
    this.faultClass = faultClass;
    this.waitMs = waitMs;
  }

  /**
   * A fault that heals.
   *
   * @param reason one sentence without any value of a record
   */
  public static TargetFault passing(String reason) {
    return passing(reason, 0);
  }

  /** A fault that heals, of a target that asks to be left alone for some milliseconds. */
  public static TargetFault passing(String reason, long waitMs) {
    return new TargetFault(Kind.PASSING, "passing", reason, waitMs);
  }

  /** A fault that needs a person; the reason names the thing, the value and the remedy. */
  public static TargetFault operator(String reason) {
    return new TargetFault(Kind.OPERATOR, "operator", reason, 0);
  }

  /** A refusal of the content; {@code faultClass} becomes the class of the dead letter. */
  public static TargetFault refused(String faultClass, String reason) {
    return new TargetFault(Kind.REFUSED, faultClass, reason, 0);
  }

  public Kind kind() {
    return kind;
  }

  public String faultClass() {
    return faultClass;
  }

  /** What the target asks to wait at least, milliseconds; 0 when it does not say. */
  public long waitMs() {
    return waitMs;
  }
}

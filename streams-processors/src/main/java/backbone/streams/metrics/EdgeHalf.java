// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

/**
 * What one span tells of a request between two services: the calling side or the called one.
 *
 * @param of the span that both sides name: the caller's own id, the called side's parent
 * @param caller whether it is the calling side
 * @param owner service and its labels
 * @param peer what the caller says it calls; empty when it does not
 * @param messaging whether a message was sent, and not a call made
 * @param nanos how long it took
 * @param failed whether its status is an error
 * @param minuteMs event minute that it counts in
 * @param sinceMs when it arrived, or the watermark if it came behind that
 */
record EdgeHalf(
    Of of,
    boolean caller,
    Owner owner,
    String peer,
    boolean messaging,
    long nanos,
    boolean failed,
    long minuteMs,
    long sinceMs) {

  private static final int VERSION = 1;

  /** A span of a trace. */
  record Of(long traceHigh, long traceLow, long spanId) {

    byte[] write(Packer with) {
      return with.clear().number(traceHigh).number(traceLow).number(spanId).toBytes();
    }

    private static Of read(Unpacker from) {
      return new Of(from.number(), from.number(), from.number());
    }
  }

  byte[] write(Packer with) {
    with.clear().number(VERSION).number(caller ? 1 : 0).number(messaging ? 1 : 0);
    with.number(failed ? 1 : 0).number(nanos).number(minuteMs).number(sinceMs);
    with.text(owner.service()).text(owner.env()).text(owner.region()).text(owner.team());
    return with.text(peer).toBytes();
  }

  static EdgeHalf read(byte[] key, byte[] value) {
    Unpacker from = new Unpacker(value).version("store " + Stage.EDGES_STORE, VERSION);
    boolean caller = from.number() == 1;
    boolean messaging = from.number() == 1;
    boolean failed = from.number() == 1;
    long nanos = from.number();
    long minuteMs = from.number();
    long sinceMs = from.number();
    Owner owner = new Owner(from.text(), from.text(), from.text(), from.text());
    return new EdgeHalf(
        Of.read(new Unpacker(key)),
        caller,
        owner,
        from.text(),
        messaging,
        nanos,
        failed,
        minuteMs,
        sinceMs);
  }
}

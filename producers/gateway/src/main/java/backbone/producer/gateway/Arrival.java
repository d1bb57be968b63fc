// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import io.grpc.Context;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;

/**
 * The body of one call while it comes in. gRPC keeps what it has of a message until it is whole;
 * those bytes are held here, and let go when the client gives up before its request is whole.
 */
final class Arrival extends ServerStreamTracer {

  private static final Context.Key<Arrival> KEY = Context.key("arrival");

  private final Budget.Hold hold;

  // Guarded by this.
  private Runnable end = () -> {};
  private boolean beyond;
  private boolean handedOn;
  private boolean closed;

  Arrival(Budget.Hold hold) {
    this.hold = hold;
  }

  /** That of the call of this thread. */
  static Arrival current() {
    return KEY.get();
  }

  /** What is held for the body. */
  Budget.Hold hold() {
    return hold;
  }

  /** Runs once, at once or later, when the body is more than may be in memory. */
  void whenBeyond(Runnable action) {
    synchronized (this) {
      if (!beyond) {
        end = action;
        return;
      }
    }
    action.run();
  }

  /** Hands the body on, with the duty to release what is held; false when the call has ended. */
  synchronized boolean handOn() {
    handedOn = !closed;
    return handedOn;
  }

  /** Whether the request is not whole yet. */
  synchronized boolean isOpen() {
    return !handedOn && !closed;
  }

  @Override
  public Context filterContext(Context context) {
    return context.withValue(KEY, this);
  }

  @Override
  public void inboundWireSize(long bytes) {
    if (hold.grow(bytes)) {
      return;
    }
    Runnable action;
    synchronized (this) {
      if (beyond) {
        return;
      }
      beyond = true;
      action = end;
    }
    action.run();
  }

  @Override
  public synchronized void streamClosed(Status status) {
    closed = true;
    if (!handedOn) {
      hold.release();
    }
  }
}

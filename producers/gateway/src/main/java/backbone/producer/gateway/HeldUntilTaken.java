// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.ServerCall;

/**
 * Releases what a request holds of the budget when its call ends before the intake got it: gRPC
 * reads a body first, and hands it on only when the client has said that nothing follows.
 */
final class HeldUntilTaken extends SimpleForwardingServerCallListener<Payload> {

  private Payload waiting;

  HeldUntilTaken(ServerCall.Listener<Payload> listener) {
    super(listener);
  }

  @Override
  public void onMessage(Payload message) {
    // A second one breaks the protocol: the call fails, and the intake gets neither.
    release();
    waiting = message;
    super.onMessage(message);
  }

  @Override
  public void onHalfClose() {
    waiting = null;
    super.onHalfClose();
  }

  @Override
  public void onCancel() {
    release();
    super.onCancel();
  }

  @Override
  public void onComplete() {
    release();
    super.onComplete();
  }

  private void release() {
    if (waiting != null && waiting.hold() != null) {
      waiting.hold().release();
    }
    waiting = null;
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Bounds the calls whose requests are not whole yet, in bytes and in time. */
final class Arrivals extends ServerStreamTracer.Factory
    implements ServerInterceptor, AutoCloseable {

  private final Budget budget;
  private final Duration timeout;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Arrivals::thread);

  /**
   * Makes a bound.
   *
   * @param timeout for a request to be whole
   */
  Arrivals(Budget budget, Duration timeout) {
    this.budget = budget;
    this.timeout = timeout;
    timer.setRemoveOnCancelPolicy(true);
  }

  @Override
  public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
    return new Arrival(budget.hold());
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    Arrival arrival = Arrival.current();
    CallClosedOnce<Q, A> once = new CallClosedOnce<>(call);
    arrival.whenBeyond(
        () -> close(once, GrpcStatus.of(Verdict.refused(Verdict.Reason.BUSY, Payload.BUSY))));
    var late = timer.schedule(() -> late(arrival, once), timeout.toMillis(), MILLISECONDS);
    ServerCall.Listener<Q> inner = next.startCall(once, headers);
    return new io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener<Q>(inner) {
      @Override
      public void onHalfClose() {
        late.cancel(false);
        super.onHalfClose();
      }

      @Override
      public void onCancel() {
        late.cancel(false);
        super.onCancel();
      }

      @Override
      public void onComplete() {
        late.cancel(false);
        super.onComplete();
      }
    };
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void late(Arrival arrival, CallClosedOnce<?, ?> call) {
    if (arrival.isOpen()) {
      call.close(
          Status.DEADLINE_EXCEEDED.withDescription(
              "The request was not whole after "
                  + timeout.toSeconds()
                  + " s. Send smaller batches, or over a faster line."),
          new Metadata());
    }
  }

  private static void close(CallClosedOnce<?, ?> call, StatusRuntimeException why) {
    call.close(why.getStatus(), why.getTrailers() == null ? new Metadata() : why.getTrailers());
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "gateway-grpc-timer");
    thread.setDaemon(true);
    return thread;
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.otel;

import backbone.producer.Delivery;
import backbone.producer.OtlpSplit;
import backbone.producer.Sender;
import backbone.schema.Origin;
import backbone.schema.TelemetryHeaders;
import backbone.service.Signals;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Where an exporter puts its requests. An export succeeds when Kafka has acknowledged all of it; it
 * fails at once when a part finds no room.
 */
final class Outlet {

  private static final int SOURCE_DIGITS = 13;

  private final Lane lane;
  private final Sender sender;
  private final Signals signals;
  private final boolean ours;
  private final String source = newSource();
  private final Set<CompletableResultCode> open = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CompletableResultCode end = new CompletableResultCode();

  // Guarded by this, so that records are queued in the order of their numbers.
  private long sequence;

  /**
   * Where records go.
   *
   * @param topic full name
   * @param keyed whether all records share a key and so their order
   * @param headers fixed texts by name
   */
  record Lane(String topic, boolean keyed, Map<String, String> headers) {}

  /**
   * @param ours whether the sender is closed with this outlet
   */
  Outlet(Lane lane, Sender sender, Signals signals, boolean ours) {
    this.lane = lane;
    this.sender = sender;
    this.signals = signals;
    this.ours = ours;
  }

  CompletableResultCode send(OtlpSplit.Parts parts) {
    if (closed.get()) {
      signals.dropped("closed", parts.items());
      return CompletableResultCode.ofFailure();
    }
    if (parts.tooLarge() > 0) {
      signals.dropped("too-large", parts.tooLarge());
    }
    Export export = new Export(parts.parts().size(), parts.tooLarge() > 0);
    parts.parts().forEach(part -> offer(part, export));
    return export.result;
  }

  /** Ends when everything that was sent before has ended. */
  CompletableResultCode flush() {
    return CompletableResultCode.ofAll(Set.copyOf(open));
  }

  /** Ends when the last acknowledgement came, or the sender gave up waiting for it. */
  CompletableResultCode shutdown() {
    if (closed.compareAndSet(false, true)) {
      Thread closing = new Thread(this::close, "telemetry-exporter-close");
      closing.setDaemon(true);
      closing.start();
    }
    return end;
  }

  private void close() {
    CompletableResultCode flushed = flush();
    if (ours) {
      sender.close();
    }
    flushed.whenComplete(() -> copy(flushed, end));
  }

  private static void copy(CompletableResultCode from, CompletableResultCode to) {
    if (from.isSuccess()) {
      to.succeed();
    } else {
      to.fail();
    }
  }

  private void offer(OtlpSplit.Part part, Export export) {
    boolean taken;
    synchronized (this) {
      taken = sender.tryOffer(record(part), export);
    }
    if (!taken) {
      export.done(false);
    }
  }

  private ProducerRecord<byte[], byte[]> record(OtlpSplit.Part part) {
    byte[] key = lane.keyed() ? utf8(source) : null;
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(lane.topic(), key, part.value());
    record.headers().add(TelemetryHeaders.CONTENT_TYPE, utf8("application/x-protobuf"));
    Origin origin = new Origin(source, 0, sequence, ++sequence);
    record.headers().add(TelemetryHeaders.ORIGIN, utf8(origin.toString()));
    lane.headers().forEach((name, value) -> record.headers().add(name, utf8(value)));
    return record;
  }

  /** Lower-case letters and digits; two processes never get the same. */
  private static String newSource() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    StringBuilder text = new StringBuilder("p");
    for (int i = 1; i < SOURCE_DIGITS; i++) {
      text.append(Character.forDigit(random.nextInt(36), 36));
    }
    return text.toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** One call of the SDK, until all of its parts are settled. */
  private final class Export implements Delivery {

    final CompletableResultCode result = new CompletableResultCode();
    private final AtomicInteger left;
    private volatile boolean failed;

    Export(int parts, boolean failed) {
      this.left = new AtomicInteger(parts);
      this.failed = failed;
      open.add(result);
      if (parts == 0) {
        end();
      }
    }

    @Override
    public void acknowledged() {
      done(true);
    }

    @Override
    public void failed(Exception cause) {
      done(false);
    }

    void done(boolean well) {
      failed |= !well;
      if (left.decrementAndGet() == 0) {
        end();
      }
    }

    private void end() {
      open.remove(result);
      if (failed) {
        result.fail();
      } else {
        result.succeed();
      }
    }
  }
}

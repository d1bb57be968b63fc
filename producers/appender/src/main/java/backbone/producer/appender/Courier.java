// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.appender;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.producer.Delivery;
import backbone.producer.Sender;
import backbone.producer.SenderSettings;
import backbone.schema.Catalogue;
import backbone.schema.Origin;
import backbone.schema.TelemetryHeaders;
import backbone.service.Signals;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Brings encoded events to Kafka, in order, each under the name of its process and a number of its
 * own, so that a repeat is known as one. What Kafka refuses is sent again. Of one thread, but for
 * what Kafka tells.
 */
final class Courier {

  private static final int ID_DIGITS = 14;
  private static final int BASE = 36;
  private static final Duration ROOM_WAIT = Duration.ofMillis(100);

  private final String id = newId();
  private final String topic;
  private final byte[] key = id.getBytes(UTF_8);
  private final RecordHeaders shared = new RecordHeaders();
  private final SenderSettings settings;
  private final Signals signals;
  private final ArrayDeque<Parcel> underWay = new ArrayDeque<>();
  private Sender sender;
  private long sequence;

  Courier(Settings settings, Signals signals) {
    this.signals = signals;
    topic = Catalogue.LOGS_RAW.name(settings.topicPrefix());
    Map<String, Object> kafka = new HashMap<>(settings.kafka());
    kafka.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "telemetry-appender-" + id);
    this.settings = new SenderSettings(settings.bounds().queueBytes(), Map.copyOf(kafka));
    header(TelemetryHeaders.CONTENT_TYPE, "application/json");
    header(TelemetryHeaders.SERVICE, settings.service().name());
    header(TelemetryHeaders.ENV, settings.place().env());
    header(TelemetryHeaders.REGION, settings.place().region());
    header(TelemetryHeaders.TEAM, settings.place().team());
  }

  /** Name of the Kafka client. */
  String clientId() {
    return settings.kafka().get(ProducerConfig.CLIENT_ID_CONFIG).toString();
  }

  /** One event on its way. */
  private static final class Parcel implements Delivery {
    final ProducerRecord<byte[], byte[]> record;
    private volatile boolean arrived;
    private volatile Exception refusal;

    Parcel(ProducerRecord<byte[], byte[]> record) {
      this.record = record;
    }

    @Override
    public void acknowledged() {
      arrived = true;
    }

    @Override
    public void failed(Exception cause) {
      refusal = cause;
    }
  }

  /**
   * Makes the client, if there is none yet.
   *
   * @throws RuntimeException when none can be made now, as long as a name does not resolve
   */
  void connect() {
    if (sender == null) {
      sender = new Sender(settings, signals);
    }
  }

  /** Takes an event along; waits as long as there is no room, but only until it is told to end. */
  boolean take(byte[] event, Ending ending) throws InterruptedException {
    Origin origin = new Origin(id, 0, sequence, sequence + 1);
    RecordHeaders headers = new RecordHeaders(shared);
    headers.add(TelemetryHeaders.ORIGIN, origin.toString().getBytes(UTF_8));
    Parcel parcel = new Parcel(new ProducerRecord<>(topic, null, key, event, headers));
    while (!send(parcel)) {
      settle(ending);
      if (ending.isOver()) {
        return false;
      }
    }
    sequence++;
    underWay.add(parcel);
    return true;
  }

  /** Looks at what became of the events, and sends again what was refused. */
  void settle(Ending ending) throws InterruptedException {
    while (!underWay.isEmpty() && underWay.peek().arrived) {
      underWay.poll();
    }
    for (Parcel parcel : underWay) {
      Exception refusal = parcel.refusal;
      if (refusal instanceof RecordTooLargeException) {
        parcel.refusal = null;
        parcel.arrived = true;
        signals.dropped("too-large", 1);
      } else if (refusal != null && !ending.isOver()) {
        parcel.refusal = null;
        if (!send(parcel)) {
          parcel.refusal = refusal;
          return;
        }
      }
    }
  }

  boolean isIdle() {
    return underWay.isEmpty();
  }

  /** Ends the client at once; what had not arrived is counted. */
  void close() {
    if (sender != null) {
      sender.close(Duration.ZERO);
    }
    long lost = underWay.stream().filter(parcel -> !parcel.arrived).count();
    if (lost > 0) {
      signals.dropped("closed", lost);
    }
    underWay.clear();
  }

  private boolean send(Parcel parcel) throws InterruptedException {
    return sender.offer(parcel.record, parcel, ROOM_WAIT, sender.epoch());
  }

  private void header(String name, String value) {
    if (value != null && !value.isEmpty()) {
      shared.add(name, value.getBytes(UTF_8));
    }
  }

  /** Lower-case letters and digits; two processes never get the same. */
  private static String newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    StringBuilder text = new StringBuilder("a");
    for (int i = 1; i < ID_DIGITS; i++) {
      text.append(Character.forDigit(random.nextInt(BASE), BASE));
    }
    return text.toString();
  }
}

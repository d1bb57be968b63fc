// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.rules;

import static backbone.streams.rules.Applied.LEAD;

import backbone.schema.Catalogue;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes rules, all sections of a file in one transaction. Two at once exclude each other: they
 * share a transactional id, so the one that began earlier cannot commit.
 *
 * <p>The record's time is the broker's, and it decides from when on the rules may count. It is
 * known before the commit; when it is too late for the time wanted, the transaction is given up and
 * tried again with a later one. So the key of every record that is ever read is its true time, and
 * none takes the place of another that was in force.
 */
public final class RulesPublisher implements AutoCloseable {

  /**
   * Together with the ten seconds after which a broker looks for such, a transaction that nobody
   * ends is over within half the {@link Applied#LEAD}: readers that are on time then see its end.
   */
  private static final int TRANSACTION_MS_MAX = 4_000;

  private static final Duration WAIT_MAX = Duration.ofSeconds(20);
  private static final int ATTEMPTS = 5;

  /** Between asking the clock and the broker's time of the record. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  private final String topic;
  private final RulesReader reader;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Clock clock;
  private boolean committing;

  /**
   * What came of a section.
   *
   * @param effective arrival from which it is in force
   * @param before version that is in force just before, or null when the topic names none
   * @param same whether the same rules are in force then anyway, so that nothing was published
   */
  public record Outcome(RuleText<?> rules, Instant effective, Applied before, boolean same) {}

  /**
   * Makes a publisher without I/O.
   *
   * @param kafka settings of every Kafka client
   * @param prefix first part of topic names
   */
  public RulesPublisher(Map<String, Object> kafka, String prefix, Clock clock) {
    topic = Catalogue.RULES.name(prefix);
    this.clock = clock;
    reader = new RulesReader(kafka, topic, (offset, why) -> {});
    Map<String, Object> own = new HashMap<>(kafka);
    own.put("transactional.id", prefix + "-rules-apply");
    own.put("client.id", topic + "-publisher");
    own.put("transaction.timeout.ms", TRANSACTION_MS_MAX);
    own.put("max.block.ms", WAIT_MAX.toMillis());
    own.put("request.timeout.ms", TRANSACTION_MS_MAX - 1_000);
    own.put("delivery.timeout.ms", TRANSACTION_MS_MAX - 1_000);
    own.put("linger.ms", 0);
    producer = new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Publishes those sections that change anything.
   *
   * @param effective from when on they are wanted; an earlier time than allowed means the earliest
   * @param note what for; may be empty
   * @throws IOException when it cannot be done now; nothing has changed then
   */
  public List<Outcome> publish(List<RuleText<?>> sections, Instant effective, String note)
      throws IOException {
    try {
      producer.initTransactions();
      read();
      Instant soonest = clock.instant().plus(LEAD).plus(MARGIN);
      Instant at = later(effective, soonest).truncatedTo(ChronoUnit.MILLIS);
      for (int i = 0; i < ATTEMPTS; i++) {
        List<Outcome> outcomes = outcomes(sections, at);
        Instant earliest = send(outcomes, note);
        if (!earliest.isAfter(at)) {
          return outcomes;
        }
        at = earliest.plus(MARGIN);
      }
      throw new IOException("the brokers' clocks run too far apart to publish rules. Mend them.");
    } catch (ProducerFencedException e) {
      throw new IOException("somebody else applies rules at this moment. Try again.", e);
    } catch (KafkaException | ExecutionException e) {
      String outcome =
          committing
              ? " Whether it was done is not known; look with `./backbone rules show`."
              : " Nothing changed.";
      throw new IOException(topic + " cannot be written: " + message(e) + outcome, e);
    }
  }

  private void read() throws IOException {
    if (!reader.read(WAIT_MAX)) {
      throw new IOException(topic + " could not be read in time. Try again.");
    }
    if (!reader.exists()) {
      throw new IOException(topic + " does not exist. Make it with `./backbone topics apply`.");
    }
  }

  private List<Outcome> outcomes(List<RuleText<?>> sections, Instant at) {
    List<Outcome> outcomes = new ArrayList<>();
    for (RuleText<?> rules : sections) {
      Applied before = reader.book().inForce(rules.kind().name(), at.toEpochMilli()).orElse(null);
      boolean same = before != null && before.rules().version().equals(rules.version());
      outcomes.add(new Outcome(rules, at, before, same));
    }
    return outcomes;
  }

  /** Sends what changes anything; returns the earliest time from which the brokers allow it. */
  private Instant send(List<Outcome> outcomes, String note) throws ExecutionException, IOException {
    List<Outcome> changing = outcomes.stream().filter(outcome -> !outcome.same()).toList();
    if (changing.isEmpty()) {
      return Instant.MIN;
    }
    producer.beginTransaction();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (Outcome outcome : changing) {
      RuleRecord record = record(outcome, note);
      sent.add(producer.send(new ProducerRecord<>(topic, record.key(), record.value())));
    }
    producer.flush();
    Instant earliest = Instant.MIN;
    for (Future<RecordMetadata> one : sent) {
      earliest = later(earliest, Instant.ofEpochMilli(get(one).timestamp()).plus(LEAD));
    }
    if (earliest.isAfter(changing.get(0).effective())) {
      producer.abortTransaction();
    } else {
      committing = true;
      producer.commitTransaction();
    }
    return earliest;
  }

  private static RecordMetadata get(Future<RecordMetadata> sent)
      throws ExecutionException, IOException {
    try {
      return sent.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while publishing rules. Nothing changed.", e);
    }
  }

  private RuleRecord record(Outcome outcome, String note) {
    RuleText<?> rules = outcome.rules();
    return new RuleRecord(
        rules.kind().name(),
        rules.version(),
        rules.text(),
        outcome.effective(),
        clock.instant(),
        note);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static String message(Throwable fault) {
    Throwable deepest = fault;
    for (int i = 0; deepest.getCause() != null && i < 20; i++) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage());
  }

  /** All versions as they were when this began to publish. */
  public Rulebook book() {
    return reader.book();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
    reader.close();
  }
}

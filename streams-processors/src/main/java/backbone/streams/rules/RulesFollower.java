// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.rules;

import backbone.engine.mask.MaskKeys;
import backbone.engine.mask.MaskRules;
import backbone.engine.rules.Timeline;
import backbone.schema.Catalogue;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the rules for all jobs of a process, on a thread of its own. It asks once a second where
 * the topic ends and reads up to there. Whoever could not for half the {@link Applied#LEAD} has
 * lapsed: it might judge by rules that others have replaced.
 */
public final class RulesFollower implements Rules, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RulesFollower.class);

  /** How old the last look at the end of the topic may be. */
  static final Duration AGE_MAX = Applied.LEAD.dividedBy(2);

  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration READ_MAX = Duration.ofSeconds(5);
  private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
  private static final long CLOSE_MS_MAX = 3_000;
  private static final int SAID_MAX = 20;
  private static final int PENDING_SHOWN_MAX = 20;

  private final Map<String, Object> kafka;
  private final String topic;
  private final MaskKeys maskKeys;
  private final Counter refusals;
  private final LongSupplier nanos;
  private final Freshness freshness;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Rulebook book = Rulebook.EMPTY;
  private volatile RuntimeException trouble;
  private volatile RulesReader reading;
  private Thread thread;
  private String shown = "";
  private String lacked = "";
  private long refusedTo = -1;
  private int said;

  /**
   * Makes a follower without I/O.
   *
   * @param kafka settings of every Kafka client
   * @param prefix first part of topic names
   * @param registry takes the metrics
   * @param maskKeys keys that masking rules may name
   */
  public RulesFollower(
      Map<String, Object> kafka, String prefix, PrometheusRegistry registry, MaskKeys maskKeys) {
    this.kafka = Map.copyOf(kafka);
    topic = Catalogue.RULES.name(prefix);
    this.maskKeys = maskKeys;
    nanos = System::nanoTime;
    freshness = new Freshness(AGE_MAX, nanos);
    refusals =
        Counter.builder()
            .name("telemetry_rules_refused_total")
            .help("Records in the topic of the rules that count as none.")
            .register(registry);
  }

  @Override
  public void connect() {
    start();
    if (!freshness.await(CONNECT_MAX)) {
      throw new KafkaException("The rules in " + topic + " cannot be read.", trouble);
    }
  }

  private synchronized void start() {
    boolean dead = thread == null || !thread.isAlive();
    if (dead && closing.getCount() > 0) {
      thread = new Thread(this::follow, "rules-follower");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void follow() {
    try {
      boolean more = true;
      while (more) {
        try (RulesReader reader = new RulesReader(kafka, topic, this::refuse)) {
          reading = reader;
          follow(reader);
        } catch (WakeupException e) {
          // Only close() wakes it.
        } catch (RuntimeException e) {
          say(e);
        } finally {
          reading = null;
        }
        more = !closing.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow(RulesReader reader) throws InterruptedException {
    do {
      long askedNanos = nanos.getAsLong();
      if (reader.read(READ_MAX)) {
        take(reader.book(), askedNanos);
      }
    } while (!closing.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void take(Rulebook read, long askedNanos) {
    book = read;
    tell();
    freshness.confirm(askedNanos);
    trouble = null;
  }

  private void tell() {
    StringJoiner all = new StringJoiner("; ");
    for (RuleKind<?> kind : RuleKind.all()) {
      facts(kind, "").forEach(fact -> all.add(fact.toString()));
    }
    if (!all.toString().equals(shown)) {
      shown = all.toString();
      LOG.info("Rules. {}", shown.isEmpty() ? "none in " + topic : shown);
    }
    Timeline<MaskRules> masks = book.timeline(RuleKind.MASKING);
    String lacking = UsableMasks.trouble(masks, maskKeys, System.currentTimeMillis()).orElse("");
    if (!lacking.equals(lacked)) {
      lacked = lacking;
      LOG.warn("{}", lacking.isEmpty() ? "All masking rules can be used." : lacking);
    }
  }

  /** Each is counted once, however often the topic is read from its beginning. */
  private void refuse(long offset, String sentence) {
    if (offset > refusedTo) {
      refusedTo = offset;
      refusals.inc();
      if (said++ < SAID_MAX) {
        LOG.warn(sentence);
      }
    }
  }

  private void say(RuntimeException fault) {
    RuntimeException before = trouble;
    if (before == null || !String.valueOf(before.getMessage()).equals(fault.getMessage())) {
      LOG.warn("The rules cannot be read now; trying again. topic={}", topic, fault);
    }
    trouble = fault;
  }

  @Override
  public <T> Supplier<Timeline<T>> timelines(RuleKind<T> kind) {
    return () -> book.timeline(kind);
  }

  @Override
  public MaskKeys maskKeys() {
    return maskKeys;
  }

  @Override
  public Watch watch() {
    long lapses = freshness.lapses();
    return () -> {
      if (freshness.lapsedSince(lapses)) {
        throw new StaleRulesException(
            "The rules in "
                + topic
                + " could not be read for "
                + AGE_MAX.toSeconds()
                + " s, so others may judge by newer ones already.");
      }
    };
  }

  @Override
  public List<Map<String, Object>> facts(RuleKind<?> kind, String otherwise) {
    long nowMs = System.currentTimeMillis();
    Rulebook shown = book;
    List<Map<String, Object>> facts = new ArrayList<>();
    shown
        .inForce(kind.name(), nowMs)
        .ifPresentOrElse(
            version -> facts.add(fact(version, "in force")),
            () -> {
              if (!otherwise.isEmpty()) {
                facts.add(Map.of("name", kind.name(), "version", otherwise, "state", "in force"));
              }
            });
    shown.pending(kind.name(), nowMs).stream()
        .limit(PENDING_SHOWN_MAX)
        .forEach(next -> facts.add(fact(next, "pending")));
    return facts;
  }

  private static Map<String, Object> fact(Applied version, String state) {
    Map<String, Object> fact = new LinkedHashMap<>();
    fact.put("name", version.name());
    fact.put("version", version.rules().version());
    fact.put("state", state);
    fact.put("effective", Instant.ofEpochMilli(version.effectiveMs()).toString());
    return fact;
  }

  @Override
  public void close() {
    Thread running;
    synchronized (this) {
      closing.countDown();
      running = thread;
    }
    if (running != null) {
      RulesReader reader = reading;
      if (reader != null) {
        reader.wakeup();
      }
      try {
        running.join(CLOSE_MS_MAX);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

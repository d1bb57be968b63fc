// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.rules;

import backbone.engine.mask.MaskKeys;
import backbone.engine.mask.MaskRules;
import backbone.engine.rules.Timeline;
import backbone.service.Health;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The rules as a job sees them. Safe for several threads. */
public interface Rules {

  /**
   * Waits until all rules that are there have been read.
   *
   * @throws RuntimeException when they cannot be read now; the job tries again
   */
  void connect();

  /** Gives the newest timeline of a kind, cheaply; the same object until a version is added. */
  <T> Supplier<Timeline<T>> timelines(RuleKind<T> kind);

  /** Begins to watch, for one run of a job, that the rules are never too old. */
  Watch watch();

  /**
   * For people: what is in force and what is to come.
   *
   * @param otherwise version that holds while the topic names none; empty for none
   */
  List<Map<String, Object>> facts(RuleKind<?> kind, String otherwise);

  /** Adds to a job's health what is in force and what is to come. */
  default Health tell(Health running, RuleKind<?> kind, String otherwise) {
    Map<String, Object> facts = new HashMap<>(running.facts());
    List<Object> all = new ArrayList<>();
    if (facts.get("rules") instanceof List<?> told) {
      all.addAll(told);
    }
    all.addAll(facts(kind, otherwise));
    facts.put("rules", all);
    return running.with(facts);
  }

  /** Keys that masking rules may name; those of this process. */
  default MaskKeys maskKeys() {
    return MaskKeys.none();
  }

  /** Gives the newest timeline of those masking rules that this process has the keys for. */
  default Supplier<Timeline<MaskRules>> masks() {
    return new UsableMasks(timelines(RuleKind.MASKING), maskKeys());
  }

  /** The same health, or a degraded one while masking rules cannot be used. */
  default Health tellMasks(Health running) {
    Health told = tell(running, RuleKind.MASKING, "");
    Timeline<MaskRules> all = timelines(RuleKind.MASKING).get();
    String trouble = UsableMasks.trouble(all, maskKeys(), System.currentTimeMillis()).orElse("");
    return trouble.isEmpty() || running.state() != Health.State.HEALTHY
        ? told
        : Health.degraded(trouble).with(told.facts());
  }

  /** Looked at between records, several times a second. */
  @FunctionalInterface
  interface Watch {

    /**
     * Ends the run when, at any time since the watch began, the rules were older than they may be.
     *
     * @throws StaleRulesException then; what was done since the last commit is not to be committed
     */
    void check();
  }

  /** No rules but those of the settings. */
  static Rules none() {
    return new Rules() {
      @Override
      public void connect() {}

      @Override
      public <T> Supplier<Timeline<T>> timelines(RuleKind<T> kind) {
        return Timeline::none;
      }

      @Override
      public Watch watch() {
        return () -> {};
      }

      @Override
      public List<Map<String, Object>> facts(RuleKind<?> kind, String otherwise) {
        return List.of();
      }
    };
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.rules;

import backbone.engine.rules.Timeline;
import backbone.service.Health;
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
    facts.put("rules", facts(kind, otherwise));
    return running.with(facts);
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

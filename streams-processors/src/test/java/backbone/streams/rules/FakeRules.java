// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.rules;

import backbone.engine.rules.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Rules as a test applies them, in force exactly when it says. */
public final class FakeRules implements Rules {

  private Rulebook book = Rulebook.EMPTY;
  private boolean stale;

  /** Applies a file from an arrival on. */
  public void apply(String file, long effectiveMs) {
    List<Applied> more = new ArrayList<>();
    RuleText.read(file, "test")
        .forEach(rules -> more.add(new Applied(rules, effectiveMs, 0, Instant.EPOCH, "")));
    book = book.with(more);
  }

  /** All versions that were applied. */
  public List<String> versions() {
    return RuleKind.all().stream()
        .flatMap(kind -> book.versions(kind.name()).stream())
        .map(version -> version.rules().version())
        .toList();
  }

  /** From now on the rules are too old. */
  public void becomeStale() {
    stale = true;
  }

  @Override
  public void connect() {}

  @Override
  public <T> Supplier<Timeline<T>> timelines(RuleKind<T> kind) {
    return () -> book.timeline(kind);
  }

  @Override
  public Watch watch() {
    return () -> {
      if (stale) {
        throw new StaleRulesException("The rules are too old.");
      }
    };
  }

  @Override
  public List<Map<String, Object>> facts(RuleKind<?> kind, String otherwise) {
    return List.of();
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What probes of a process are told. All three are cheap and never block.
 *
 * @param health how the part is
 * @param stuck why only a new process can help, or empty
 * @param stopping whether the process was asked to stop
 */
public record Probes(
    Supplier<Health> health, Supplier<Optional<String>> stuck, BooleanSupplier stopping) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int YES = 200;
  private static final int NO = 503;

  /** An answer: HTTP status and JSON. */
  public record Answer(int status, String json) {}

  /** Probes of a part. */
  public static Probes of(Part part, BooleanSupplier stopping) {
    return new Probes(part::health, part::stuck, stopping);
  }

  /** {@code GET /health}: 200 when the part is healthy. */
  public Answer asHealth() {
    return answer(health.get());
  }

  /** {@code GET /ready}: 200 when the part does its work and was not asked to stop. */
  public Answer asReady() {
    return stopping.getAsBoolean()
        ? answer(NO, "stopping", "The process was asked to stop.", Map.of())
        : answer(health.get());
  }

  /**
   * {@code GET /live}: 200 unless only a new process can help. A peer that is away is no reason.
   */
  public Answer asLive() {
    return stuck
        .get()
        .map(reason -> answer(NO, "stuck", reason, Map.of()))
        .orElseGet(() -> answer(YES, "live", "", Map.of()));
  }

  private static Answer answer(Health health) {
    int status = health.state() == Health.State.HEALTHY ? YES : NO;
    String state = health.state().name().toLowerCase(Locale.ROOT);
    return answer(status, state, health.detail(), health.facts());
  }

  private static Answer answer(int status, String state, String detail, Map<String, Object> facts) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("state", state);
    answer.put("detail", detail);
    answer.put("facts", facts);
    try {
      return new Answer(status, JSON.writeValueAsString(answer));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("bug: facts that are no JSON: " + facts, e);
    }
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import backbone.service.Health;
import backbone.service.Part;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A job as a part: takes the name of this instance, and gives it back at the end. Each job has a
 * folder and a name of its own.
 */
public final class RunningJob implements Part {

  private final JobsConfig config;
  private final JobPlan plan;
  private InstanceId instance;
  private volatile StreamsJob job;

  /** Makes the part without I/O. */
  public RunningJob(JobsConfig config, JobPlan plan) {
    this.config = config;
    this.plan = plan;
  }

  /** Name of the job. */
  public String name() {
    return plan.name();
  }

  @Override
  public void start() throws IOException {
    Path folder = InstanceId.folder(config.stateFolder(), plan.name());
    instance = InstanceId.open(folder);
    String id = instance.value();
    job = new StreamsJob(plan.name(), new RunStarter(plan, config.withStateFolder(folder), id));
    job.start();
  }

  /** Shows how Kafka Streams is, with the label {@code job}, from now on. */
  public RunningJob showing(PrometheusRegistry metrics) {
    StreamsGauges.of(metrics).add(name(), this::figures);
    return this;
  }

  private StreamsFigures figures() {
    StreamsJob running = job;
    return running == null ? StreamsFigures.NONE : running.figures();
  }

  @Override
  public Health health() {
    StreamsJob running = job;
    return running == null ? Health.starting("not started") : plan.health(running.health());
  }

  @Override
  public Optional<String> stuck() {
    StreamsJob running = job;
    return running == null ? Optional.empty() : running.stuck();
  }

  @Override
  public void close() {
    StreamsJob running = job;
    if (running != null) {
      running.close();
    }
    plan.close();
    try {
      if (instance != null) {
        instance.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

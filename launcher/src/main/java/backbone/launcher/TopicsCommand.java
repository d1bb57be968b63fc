// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.launcher.cluster.SchemaIds;
import backbone.launcher.cluster.TopicPlan;
import backbone.launcher.cluster.TopicPlan.Step;
import backbone.schema.Catalogue;
import backbone.schema.registry.RegistryClient;
import backbone.schema.registry.RegistryConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares the topic catalogue with a cluster, or makes the cluster hold it. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    description = "Shows or makes the topics and schemas that a cluster needs. Deletes nothing.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./backbone topics plan",
      "  ./backbone topics apply --config jobs.yaml --replication 3",
      "  ./backbone topics apply --bootstrap kafka:9092 --registry http://registry:8081 --replication 3"
    })
final class TopicsCommand implements Callable<Integer> {

  private enum Verb {
    PLAN,
    APPLY
  }

  @Parameters(paramLabel = "plan|apply", description = "Show what would be done, or do it.")
  private Verb verb;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description =
          "Schema registry (default: that of --config); with apply, the schemas are registered"
              + " there.")
  private String registry;

  @Option(
      names = "--replication",
      defaultValue = "-1",
      description = "Replication of new topics (default: the cluster's own).")
  private short replication;

  @Mixin private ClusterOption cluster;

  @Override
  public Integer call() throws Exception {
    String names = cluster.prefix();
    Optional<RegistryConfig> schemas =
        Optional.ofNullable(registry).map(RegistryConfig::of).or(cluster::registry);
    Map<String, Object> settings = cluster.kafka();
    try (Admin admin = Admin.create(settings)) {
      TopicPlan plan = new TopicPlan(admin, names, replication);
      List<Step> steps =
          verb == Verb.APPLY ? plan.apply(Catalogue.topics()) : plan.plan(Catalogue.topics());
      steps.forEach(TopicsCommand::print);
      if (verb == Verb.APPLY) {
        schemas.ifPresent(to -> register(new RegistryClient(to), names));
      }
      boolean conflict = steps.stream().anyMatch(s -> s.action() == TopicPlan.Action.CONFLICT);
      return conflict ? Main.FAULT : 0;
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(ClusterOption.sentence(e, settings), e);
    }
  }

  private static void register(RegistryClient to, String prefix) {
    new SchemaIds(to, prefix)
        .catalogue()
        .forEach(
            (subject, schema) ->
                UpCommand.say("schema  " + subject + "  id " + to.register(subject, schema)));
  }

  private static void print(Step step) {
    String verb =
        switch (step.action()) {
          case CREATE -> "create  ";
          case CHANGE -> "change  ";
          case KEEP -> "keep    ";
          case CONFLICT -> "conflict";
        };
    UpCommand.say(verb + "  " + step.topic() + "  " + step.changes());
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.launcher.cluster.SchemaIds;
import backbone.launcher.cluster.TopicPlan;
import backbone.launcher.cluster.TopicPlan.Step;
import backbone.schema.Catalogue;
import backbone.schema.Topic;
import backbone.schema.registry.RegistryClient;
import backbone.schema.registry.RegistryConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
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
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9092",
      description = "Brokers (default: ${DEFAULT-VALUE}).")
  private String bootstrap;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "Schema registry; with apply, the schemas are registered there.")
  private String registry;

  @Option(
      names = "--replication",
      defaultValue = "-1",
      description = "Replication of new topics (default: the cluster's own).")
  private short replication;

  @Option(
      names = "--prefix",
      defaultValue = Topic.PREFIX_DEFAULT,
      description = "First part of all names (default: ${DEFAULT-VALUE}).")
  private String prefix;

  @Option(
      names = "--client",
      paramLabel = "FILE",
      description = "Properties file with further client settings, such as TLS and SASL.")
  private Path client;

  @Override
  public Integer call() throws Exception {
    try (Admin admin = Admin.create(clientSettings())) {
      TopicPlan plan = new TopicPlan(admin, prefix, replication);
      List<Step> steps =
          verb == Verb.APPLY ? plan.apply(Catalogue.topics()) : plan.plan(Catalogue.topics());
      steps.forEach(TopicsCommand::print);
      if (verb == Verb.APPLY && registry != null) {
        schemas();
      }
      boolean conflict = steps.stream().anyMatch(s -> s.action() == TopicPlan.Action.CONFLICT);
      return conflict ? Main.FAULT : 0;
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IOException(
          "no broker answers at " + bootstrap + ". Start it, or set --bootstrap", e);
    }
  }

  private void schemas() {
    RegistryClient to = new RegistryClient(RegistryConfig.of(registry));
    new SchemaIds(to, prefix)
        .catalogue()
        .forEach(
            (subject, schema) ->
                UpCommand.say("schema  " + subject + "  id " + to.register(subject, schema)));
  }

  private Properties clientSettings() throws IOException {
    Properties settings = new Properties();
    if (client != null) {
      try (var in = Files.newBufferedReader(client)) {
        settings.load(in);
      }
    }
    settings.put("bootstrap.servers", bootstrap);
    settings.putIfAbsent("default.api.timeout.ms", "15000");
    return settings;
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

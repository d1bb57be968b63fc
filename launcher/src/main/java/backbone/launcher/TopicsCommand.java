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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
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
      "  ./backbone topics apply --config jobs.yaml --replication 3",
      "  ./backbone topics apply --bootstrap kafka:9092 --registry http://registry:8081 --replication 3"
    })
final class TopicsCommand implements Callable<Integer> {

  private static final String BOOTSTRAP_DEFAULT = "127.0.0.1:9092";
  private static final String WAIT_MS = "15000";

  private enum Verb {
    PLAN,
    APPLY
  }

  @Parameters(paramLabel = "plan|apply", description = "Show what would be done, or do it.")
  private Verb verb;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Settings file of any part: its brokers, how to log in there, its topic prefix and"
              + " registry are taken.")
  private Path config;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Brokers (default: those of --config, else " + BOOTSTRAP_DEFAULT + ").")
  private String bootstrap;

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

  @Option(
      names = "--prefix",
      description =
          "First part of all names (default: that of --config, else " + Topic.PREFIX_DEFAULT + ").")
  private String prefix;

  @Option(
      names = "--client",
      paramLabel = "FILE",
      description = "Properties file with further client settings, such as TLS and SASL.")
  private Path client;

  @Override
  public Integer call() throws Exception {
    Optional<ClusterFile> file =
        Optional.ofNullable(config).map(path -> ClusterFile.read(path, System.getenv()));
    String names =
        Optional.ofNullable(prefix)
            .or(() -> file.flatMap(ClusterFile::prefix))
            .orElse(Topic.PREFIX_DEFAULT);
    Optional<RegistryConfig> schemas =
        Optional.ofNullable(registry)
            .map(RegistryConfig::of)
            .or(() -> file.flatMap(ClusterFile::registry));
    Map<String, Object> settings = clientSettings(file);
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
      throw new IOException(sentence(e, settings.get("bootstrap.servers")), e);
    }
  }

  private static String sentence(Exception e, Object brokers) {
    if (e.getCause() instanceof AuthenticationException refused) {
      return "Kafka at "
          + brokers
          + " refuses this login. Mend kafka.sasl.* or kafka.ssl.* in --config, or --client. "
          + refused.getMessage();
    }
    if (e.getCause() instanceof ApiException refused
        && !(refused instanceof org.apache.kafka.common.errors.TimeoutException)) {
      return "Kafka at " + brokers + " refuses: " + refused.getMessage();
    }
    return "no broker answers at " + brokers + ". Start it, or set --bootstrap";
  }

  private static void register(RegistryClient to, String prefix) {
    new SchemaIds(to, prefix)
        .catalogue()
        .forEach(
            (subject, schema) ->
                UpCommand.say("schema  " + subject + "  id " + to.register(subject, schema)));
  }

  private Map<String, Object> clientSettings(Optional<ClusterFile> file) throws IOException {
    Map<String, Object> settings = new HashMap<>();
    file.map(ClusterFile::kafka).ifPresent(settings::putAll);
    if (client != null) {
      Properties own = new Properties();
      try (var in = Files.newBufferedReader(client)) {
        own.load(in);
      }
      own.stringPropertyNames().forEach(key -> settings.put(key, own.getProperty(key)));
    }
    if (bootstrap != null) {
      settings.put("bootstrap.servers", bootstrap);
    }
    settings.putIfAbsent("bootstrap.servers", BOOTSTRAP_DEFAULT);
    settings.putIfAbsent("request.timeout.ms", WAIT_MS);
    settings.putIfAbsent("default.api.timeout.ms", WAIT_MS);
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

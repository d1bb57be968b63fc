// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/**
 * What no ConfigDef can say: where values come from, what each part is, and the families of keys
 * that are open. A part or family without a sentence here fails the build.
 */
final class OpenKeys {

  private static final Map<String, String> PARTS =
      Map.of(
          "up",
          "Everything on this machine. Flags of `./backbone up` set the same keys:"
              + " `./backbone up --help`.",
          "shipper",
          "Follows files and sends their lines.",
          "gateway",
          "Takes OTLP over gRPC and HTTP.",
          "jobs",
          "The Kafka Streams jobs: normalize-logs, normalize-spans, sample-traces,"
              + " derive-metrics.",
          "console",
          "The page for logs, traces, metrics and the pipeline.",
          "connect",
          "A Kafka Connect worker with our sinks, which puts its connectors by itself.",
          "demo",
          "A small shop that writes logs and spans.");

  private static final Map<String, String> FAMILIES =
      Map.ofEntries(
          entry(
              "kafka.",
              "`kafka.*`: any setting of Kafka's clients, without `kafka.` as Kafka names it, such"
                  + " as `kafka.bootstrap.servers`, `kafka.security.protocol`,"
                  + " `kafka.sasl.jaas.config`; `kafka.bootstrap.servers` must be set wherever the"
                  + " part talks to Kafka."),
          entry(
              "shipper.inputs.",
              "`shipper.inputs`: a list, in the file only. Each input has `paths` (globs, at least"
                  + " one), and may have `exclude` (globs), `service`, `env` (`dev`), `region`"
                  + " (`local`), `team` (`default`)."),
          entry(
              "jobs.entrances.",
              "`jobs.entrances`: a list, in the file only: topics that raw records come in by."
                  + " Each has `topic`, and may have `signal` (`logs` or `spans`; `logs`), `env`"
                  + " (`dev`), `region` (`local`), `team`, `service`. A signal without an entrance"
                  + " comes in by its own raw topic."),
          entry(
              "jobs.masking.keys.",
              "`jobs.masking.keys.ID`: a secret of at least 16 bytes that masking rules name by its"
                  + " ID (1 to 16 of `a-z`, `0-9`, `-`, a letter first), to make pseudonyms; better"
                  + " a reference such as `${file:/run/keys.properties:k1}` than the secret. Give"
                  + " all processes the same."),
          entry(
              "gateway.tokens.",
              "`gateway.tokens`: a list, in the file only: who may send. Each has `token` (better a"
                  + " reference to a secret than the secret), and may have `env`, `region`, `team`,"
                  + " which then are those of everything sent with it."),
          entry(
              "connect.elasticsearch.",
              "`connect.elasticsearch.*`: any setting of the Elasticsearch connector below, without"
                  + " its `connect.`, for all connectors that write there."),
          entry("connect.jaeger.", "`connect.jaeger.*`: likewise, of the Jaeger connector."),
          entry(
              "connect.registry.",
              "`connect.registry.*`: likewise, how the connectors reach the schema registry."),
          entry(
              "connect.worker.",
              "`connect.worker.*`: any other setting of Connect's worker, without"
                  + " `connect.worker.` as Connect names it."),
          entry(
              "connectors.",
              "`connectors.NAME.*`: what one connector has instead, such as"
                  + " `connectors.telemetry-elasticsearch-logs.tasks.max`."));

  private OpenKeys() {}

  static List<String> general() {
    return List.of(
        "**Precedence.** Flag over environment variable over file (`--config FILE`, YAML) over"
            + " default. The variable of `shipper.poll.interval.ms` is"
            + " `SHIPPER_POLL_INTERVAL_MS`. In the file a key may be nested or dotted.",
        "**Kafka by environment.** `KAFKA_BOOTSTRAP_SERVERS`, `KAFKA_SECURITY_PROTOCOL`,"
            + " `KAFKA_SASL_MECHANISM`, `KAFKA_SASL_JAAS_CONFIG` and every other setting of Kafka's"
            + " clients with `KAFKA_` in front set `kafka.*`. Lists such as `shipper.inputs` are"
            + " for the file only.",
        "**Secrets.** A value may refer to a secret instead of being one, in Kafka's own form:"
            + " `${env:NAME}`, `${file:/path.properties:key}`, `${directory:/run/secrets:name}`"
            + " (one file per secret; one line end is cut). A reference that leads nowhere is told"
            + " at start, by its name. `config` and all messages show the reference and never"
            + " what it stands for; what is a secret by its type or its name is `[hidden]`.");
  }

  static String of(String part) {
    return found(PARTS, part, "part");
  }

  static String family(String prefix) {
    return found(FAMILIES, prefix, "family of keys");
  }

  static String connectors() {
    return "Settings of our sinks in a Connect worker, beside Connect's own (`topics`,"
        + " `tasks.max`, ...). The part `connect` and `up` make these connectors by themselves;"
        + " in a worker of your own they are the JSON of its REST interface.";
  }

  private static String found(Map<String, String> sentences, String name, String what) {
    String sentence = sentences.get(name);
    if (sentence == null) {
      throw new IllegalStateException(
          "the " + what + " " + name + " has no sentence in OpenKeys. Write one");
    }
    return sentence;
  }
}

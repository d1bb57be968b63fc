// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import static backbone.launcher.docs.Markdown.literal;

import backbone.launcher.docs.TopicUses.Use;
import backbone.schema.Catalogue;
import backbone.schema.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** The topic catalogue: what is in each topic, who uses it and which rights that takes. */
final class TopicsPage {

  private TopicsPage() {}

  static String text(Path root) throws Exception {
    Markdown page = new Markdown("Topics");
    page.say(
            "`./backbone topics plan` compares this with a cluster, `./backbone topics apply` makes"
                + " it so; neither deletes anything. The prefix `telemetry` is a setting. All"
                + " topics have the broker's time stamps (`message.timestamp.type=LogAppendTime`)."
                + " Null values are control records, never deletions, where a topic is not"
                + " compacted.")
        .table(
            List.of("Topic", "Partitions", "Kept", "Cleanup", "Written by", "Read by"),
            Catalogue.topics().stream().map(TopicsPage::overview).toList())
        .say(
            "`exporters` are those of `producers/otel`. Anything else that can write to Kafka may"
                + " write to the raw topics, or to topics of its own in `jobs.entrances`.")
        .say(
            "The number of partitions of a topic that is keyed never changes: it decides which"
                + " partition a trace or a source is in. More throughput later means a new prefix."
                + " So choose it before the first record ([sizes](operate.md#sizing)).");
    page.heading("Keys and values")
        .table(
            List.of("Topic", "Key", "Value", "What it is"),
            Catalogue.topics().stream().map(TopicsPage::content).toList());
    page.heading("Record headers").say("All values are UTF-8 text.");
    page.table(List.of("Header", "Meaning"), Headers.rows(root));
    schemas(page);
    acls(page);
    return page.toString();
  }

  private static List<String> overview(Topic topic) {
    String kept = topic.configs().get("retention.ms");
    return List.of(
        literal(topic.name()),
        Integer.toString(topic.partitions()),
        kept == null ? "for ever" : days(Duration.ofMillis(Long.parseLong(kept))),
        literal(topic.configs().get("cleanup.policy")),
        users(topic, Use::writes),
        users(topic, Use::reads));
  }

  private static String days(Duration kept) {
    return kept.toHours() % 24 == 0 ? kept.toDays() + " d" : kept.toHours() + " h";
  }

  private static String users(Topic topic, Function<Use, Set<String>> of) {
    return TopicUses.all().stream()
        .filter(use -> of.apply(use).contains(topic.name()))
        .map(Use::part)
        .collect(Collectors.joining(", "));
  }

  private static List<String> content(Topic topic) {
    return List.of(literal(topic.name()), topic.key(), topic.value(), topic.description());
  }

  private static void schemas(Markdown page) {
    page.heading("Avro records")
        .say(
            "In Confluent's wire format: a zero byte, the schema's id in 4 bytes, the record. The"
                + " subject is the topic's name with `-value`. Changes are FULL_TRANSITIVE: each"
                + " version reads all others.");
    Catalogue.topics().stream()
        .filter(topic -> schema(topic) != null)
        .forEach(topic -> record(page, literal(topic.name()), schema(topic)));
  }

  private static Schema schema(Topic topic) {
    return Catalogue.schemas(Topic.PREFIX_DEFAULT).get(topic.name());
  }

  private static void record(Markdown page, String place, Schema schema) {
    page.part(schema.getName() + ", in " + place).say(schema.getDoc());
    List<List<String>> rows = new ArrayList<>();
    List<Schema> inner = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      rows.add(List.of(literal(field.name()), type(field.schema(), inner), field.doc()));
    }
    page.table(List.of("Field", "Type", "Meaning"), rows);
    inner.forEach(one -> record(page, schema.getName(), one));
  }

  private static String type(Schema schema, List<Schema> inner) {
    return switch (schema.getType()) {
      case UNION ->
          schema.getTypes().stream()
              .map(one -> type(one, inner))
              .collect(Collectors.joining(" or "));
      case ARRAY -> "list of " + type(schema.getElementType(), inner);
      case RECORD -> {
        inner.add(schema);
        yield schema.getName();
      }
      default -> schema.getType().getName();
    };
  }

  private static void acls(Markdown page) {
    page.heading("Rights of each part")
        .say(
            "What each part needs on a cluster with an authorizer that allows nothing else, one"
                + " principal per part; with `jobs.only` each job can have its own. Another"
                + " `connect.group.id` needs the same rights under its own name, and a topic of"
                + " your own in `jobs.entrances` what the raw topic has. Only the sources and the"
                + " two normalize jobs need the raw topics, which are not masked yet; the console"
                + " reads there, too, to tell how long the oldest record has waited.")
        .table(
            List.of("Part", "Resource", "Name", "Pattern", "Operations"),
            Acls.all().stream().map(Acls.Acl::row).toList())
        .say("For example:")
        .code(
            "sh",
            """
            kafka-acls.sh --bootstrap-server kafka:9092 --command-config admin.properties \\
              --add --allow-principal User:shipper --operation Write --operation Describe \\
              --topic telemetry.logs.raw --resource-pattern-type literal
            """);
  }
}

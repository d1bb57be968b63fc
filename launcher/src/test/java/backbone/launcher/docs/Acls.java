// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import backbone.launcher.docs.TopicUses.Use;
import backbone.schema.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The least rights that each part needs, under the prefix. */
final class Acls {

  private static final String PREFIX = Topic.PREFIX_DEFAULT;
  private static final String FACTS = "Describe, DescribeConfigs";

  /**
   * Rights of one part on one resource.
   *
   * @param pattern {@code literal} or {@code prefixed}
   */
  record Acl(String part, String resource, String name, String pattern, String operations) {

    List<String> row() {
      return List.of("`" + part + "`", resource, "`" + name + "`", pattern, operations);
    }
  }

  private Acls() {}

  static List<Acl> all() {
    List<Acl> all = new ArrayList<>();
    for (Use use : TopicUses.all()) {
      switch (use.part()) {
        case "console" -> all.addAll(console());
        case "connect" -> all.addAll(connect(use));
        case "rules apply" -> all.addAll(topics(use, "Read, " + FACTS, "Read, Write, Describe"));
        default -> all.addAll(use.job() ? job(use) : producer(use));
      }
    }
    all.add(
        new Acl(
            "topics apply", "Topic", PREFIX + ".", "prefixed", "Create, AlterConfigs, " + FACTS));
    return all;
  }

  /** Producers are idempotent, which needs no right of its own since Kafka 3.0. */
  private static List<Acl> producer(Use use) {
    return topics(use, "Read, Describe", "Write, Describe");
  }

  private static List<Acl> job(Use use) {
    String application = PREFIX + "-" + use.part();
    List<Acl> all = new ArrayList<>(topics(use, "Read, " + FACTS, "Write, " + FACTS));
    String own = "Create, Delete, Read, Write, " + FACTS;
    all.add(new Acl(use.part(), "Topic", application + "-", "prefixed", own));
    all.add(new Acl(use.part(), "Group", application, "prefixed", "Read, Describe"));
    all.add(
        new Acl(use.part(), "TransactionalId", application + "-", "prefixed", "Write, Describe"));
    return all;
  }

  /** One principal for the worker and its sinks; its own three topics are compacted. */
  private static List<Acl> connect(Use use) {
    List<Acl> all = new ArrayList<>(topics(use, "Read, Describe", "Create, Write, Describe"));
    String own = "Create, Read, Write, " + FACTS;
    all.add(new Acl(use.part(), "Topic", PREFIX + "-connect", "prefixed", own));
    all.add(new Acl(use.part(), "Group", PREFIX + "-connect", "prefixed", "Read, Describe"));
    all.add(new Acl(use.part(), "Group", PREFIX + "-sink-", "prefixed", "Read, Describe"));
    return all;
  }

  /** It reads the first record that waits in front of each group, to tell how old it is. */
  private static List<Acl> console() {
    return List.of(
        new Acl("console", "Topic", PREFIX + ".", "prefixed", "Read, Describe"),
        new Acl("console", "Group", PREFIX + "-", "prefixed", "Describe"));
  }

  private static List<Acl> topics(Use use, String reading, String writing) {
    Map<String, String> operations = new TreeMap<>();
    use.asked().forEach(topic -> operations.put(topic, FACTS));
    use.reads().forEach(topic -> operations.put(topic, reading));
    use.writes().forEach(topic -> operations.put(topic, writing));
    List<Acl> all = new ArrayList<>();
    new LinkedHashMap<>(operations)
        .forEach((topic, ops) -> all.add(new Acl(use.part(), "Topic", topic, "literal", ops)));
    return all;
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.testkit;

import backbone.schema.Topic;
import backbone.servers.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A real broker in a process of its own, on a free port. */
public final class RealKafka extends RealServer {

  private final KafkaBroker broker;

  private RealKafka(Path folder, KafkaBroker broker) throws IOException {
    super(folder, broker);
    this.broker = broker;
  }

  /** Starts a broker and waits until it answers; about 4 s. */
  public static RealKafka started() throws IOException {
    Path folder = TestFolder.make("kafka");
    KafkaBroker broker =
        new KafkaBroker(
            new KafkaBroker.Config(
                folder.resolve("data"),
                FreePorts.next(),
                FreePorts.next(),
                "320m",
                System.getProperty("java.class.path"),
                folder.resolve("kafka.log")));
    return new RealKafka(folder, broker);
  }

  public String bootstrap() {
    return broker.bootstrap();
  }

  /** Client settings that reach this broker. */
  public Map<String, Object> client() {
    return Map.of("bootstrap.servers", bootstrap());
  }

  /** Creates topics of the catalogue. */
  public void create(List<Topic> topics) throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(client())) {
      admin
          .createTopics(
              topics.stream()
                  .map(t -> new NewTopic(t.name(), t.partitions(), (short) 1).configs(t.configs()))
                  .toList())
          .all()
          .get();
    }
  }
}

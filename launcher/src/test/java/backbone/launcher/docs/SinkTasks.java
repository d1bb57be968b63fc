// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import backbone.sink.BackboneSinkTask;
import backbone.sink.elasticsearch.ElasticsearchSinkConnector;
import backbone.sink.jaeger.JaegerSinkConnector;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** The Connect plug-ins that the backbone ships, and tasks of them that have nothing to do. */
final class SinkTasks {

  /**
   * One connector.
   *
   * @param name as in the launcher's own connectors
   * @param needed settings without which no task can be made; nothing listens there
   */
  record Sink(String name, SinkConnector connector, Map<String, String> needed) {}

  private static final String NOWHERE = "http://127.0.0.1:1";

  static final List<Sink> ALL =
      List.of(
          new Sink(
              "elasticsearch",
              new ElasticsearchSinkConnector(),
              Map.of("elasticsearch.hosts", NOWHERE, "registry.url", NOWHERE)),
          new Sink("jaeger", new JaegerSinkConnector(), Map.of("jaeger.endpoint", "127.0.0.1:1")));

  private SinkTasks() {}

  /** Names of what a task of a sink counts. */
  static Set<String> counters(Sink sink) throws Exception {
    BackboneSinkTask task =
        (BackboneSinkTask) sink.connector().taskClass().getDeclaredConstructor().newInstance();
    task.initialize(context());
    task.start(sink.needed());
    try {
      return new TreeSet<>(task.counters().keySet());
    } finally {
      task.stop();
    }
  }

  /** A worker that has neither metrics nor dead letters. */
  private static SinkTaskContext context() {
    return (SinkTaskContext)
        Proxy.newProxyInstance(
            SinkTaskContext.class.getClassLoader(),
            new Class<?>[] {SinkTaskContext.class},
            (proxy, method, arguments) -> null);
  }
}

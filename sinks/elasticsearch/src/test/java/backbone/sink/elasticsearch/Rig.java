// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.schema.AvroCodec;
import backbone.schema.Catalogue;
import backbone.schema.LogEvent;
import backbone.sink.TaskRig;
import backbone.testkit.RealElasticsearch;
import backbone.testkit.RealRegistry;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Real Elasticsearch and registry, and tasks that write from the one to the other. All classes
 * share one, as starting it takes longer than most of them; each test keeps to numbers, teams or
 * series of its own, and leaves Elasticsearch running.
 */
final class Rig {

  private static Rig shared;

  final RealElasticsearch elasticsearch;
  final RealRegistry registry;
  final AvroCodec<LogEvent> codec;
  final Index index;

  private Rig() throws IOException {
    elasticsearch = RealElasticsearch.started();
    registry = RealRegistry.started();
    registry.registerCatalogue();
    codec = AvroCodec.logEvents(registry.client(), Catalogue.LOGS_NORMALIZED.name());
    index = new Index(elasticsearch.url());
  }

  /** The one of this process; it ends with it. */
  static synchronized Rig shared() throws IOException {
    if (shared == null) {
      shared = new Rig();
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close, "rig-stop"));
    }
    return shared;
  }

  Map<String, String> props() {
    return props(Catalogue.LOGS_NORMALIZED.name());
  }

  /** Settings of a connector for one topic. */
  Map<String, String> props(String topic) {
    Map<String, String> props = new HashMap<>();
    props.put("name", "es-sink");
    props.put("topics", topic);
    props.put("elasticsearch.hosts", elasticsearch.url());
    props.put("registry.url", registry.url());
    return props;
  }

  TaskRig task() {
    return new TaskRig(new ElasticsearchSinkTask(), props(), 1);
  }

  synchronized byte[] encode(LogEvent event) {
    return codec.encode(event);
  }

  private void close() {
    elasticsearch.close();
    registry.close();
  }
}

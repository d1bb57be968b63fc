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

/** Real Elasticsearch and registry, and tasks that write from the one to the other. */
final class Rig implements AutoCloseable {

  final RealElasticsearch elasticsearch;
  final RealRegistry registry;
  final AvroCodec<LogEvent> codec;
  final Index index;

  Rig() throws IOException {
    elasticsearch = RealElasticsearch.started();
    registry = RealRegistry.started();
    registry.registerCatalogue();
    codec = AvroCodec.logEvents(registry.client(), Catalogue.LOGS_NORMALIZED.name());
    index = new Index(elasticsearch.url());
  }

  Map<String, String> props() {
    Map<String, String> props = new HashMap<>();
    props.put("name", "es-sink");
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

  @Override
  public void close() {
    elasticsearch.close();
    registry.close();
  }
}

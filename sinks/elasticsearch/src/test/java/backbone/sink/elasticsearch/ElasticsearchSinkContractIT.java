// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.sink.BackboneSinkTask;
import backbone.sink.SinkContract;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * The contract of all sinks against the real Elasticsearch. An outage is a port where nobody
 * listens and whose connections broke; {@link ElasticsearchSinkIT} kills the node itself.
 */
final class ElasticsearchSinkContractIT extends SinkContract {

  private static final AtomicInteger NEXT = new AtomicInteger();
  private static Rig rig;
  private static Gate gate;

  @BeforeAll
  static void start() throws Exception {
    rig = Rig.shared();
    gate = new Gate(URI.create(rig.elasticsearch.url()).getPort());
  }

  @AfterAll
  static void stop() throws IOException {
    if (gate != null) {
      gate.close();
    }
  }

  @Override
  protected BackboneSinkTask task() {
    return new ElasticsearchSinkTask();
  }

  @Override
  protected Map<String, String> props() {
    Map<String, String> props = rig.props();
    props.put("elasticsearch.hosts", "http://127.0.0.1:" + gate.port());
    return props;
  }

  @Override
  protected int numbers() {
    return NEXT.getAndAdd(Index.MANY);
  }

  @Override
  protected byte[] good(int number) {
    return rig.encode(Events.event(number));
  }

  @Override
  protected byte[] poison(int number, String secret) {
    return rig.encode(Events.poison(number, secret));
  }

  @Override
  protected List<Integer> stored(int first, int count) {
    return rig.index.offsets(first, count);
  }

  @Override
  protected void outage() throws IOException {
    gate.close();
  }

  @Override
  protected void mended() throws IOException {
    gate.open();
  }
}

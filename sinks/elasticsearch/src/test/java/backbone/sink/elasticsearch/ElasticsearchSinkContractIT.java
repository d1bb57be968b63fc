// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.sink.BackboneSinkTask;
import backbone.sink.SinkContract;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract of all sinks against the real Elasticsearch; an outage is kill -9. */
final class ElasticsearchSinkContractIT extends SinkContract {

  private static final AtomicInteger NEXT = new AtomicInteger();
  private static Rig rig;

  @BeforeAll
  static void start() throws Exception {
    rig = new Rig();
  }

  @AfterAll
  static void stop() {
    if (rig != null) {
      rig.close();
    }
  }

  @Override
  protected BackboneSinkTask task() {
    return new ElasticsearchSinkTask();
  }

  @Override
  protected Map<String, String> props() {
    return rig.props();
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
  protected void outage() {
    rig.elasticsearch.kill();
  }

  @Override
  protected void mended() throws Exception {
    rig.elasticsearch.start();
  }
}

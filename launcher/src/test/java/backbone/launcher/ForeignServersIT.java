// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.testkit.RealElasticsearch;
import backbone.testkit.RealKafka;
import backbone.testkit.RealRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Servers that this test runs by itself. */
class ForeignServersIT extends ForeignServers {

  private static RealKafka kafka;
  private static RealRegistry registry;
  private static RealElasticsearch elasticsearch;

  @BeforeAll
  static void start() throws Exception {
    elasticsearch = RealElasticsearch.started();
    kafka = RealKafka.started();
    registry = RealRegistry.started();
  }

  @AfterAll
  static void stop() {
    registry.close();
    kafka.close();
    elasticsearch.close();
  }

  @Override
  Addresses addresses() {
    return new Addresses(kafka.bootstrap(), registry.url(), elasticsearch.url());
  }

  @Override
  int portBase() {
    return 23_060;
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

final class FakeSinkTest extends SinkContract {

  private final FakeTarget target = new FakeTarget();
  private final AtomicInteger next = new AtomicInteger();

  @Override
  protected BackboneSinkTask task() {
    return new BackboneSinkTask() {
      @Override
      protected SinkTarget target(Map<String, String> props) {
        return target;
      }

      @Override
      protected SinkSettings settings(Map<String, String> props) {
        return SinkSettings.defaults();
      }

      @Override
      public String version() {
        return "test";
      }
    };
  }

  @Override
  protected Map<String, String> props() {
    return Map.of();
  }

  @Override
  protected int numbers() {
    return next.getAndAdd(10_000);
  }

  @Override
  protected byte[] good(int number) {
    return Integer.toString(number).getBytes(UTF_8);
  }

  @Override
  protected byte[] poison(int number, String secret) {
    return ("poison " + secret).getBytes(UTF_8);
  }

  @Override
  protected List<Integer> stored(int first, int count) {
    return target.stored.keySet().stream().filter(n -> n >= first && n < first + count).toList();
  }

  @Override
  protected void outage() {
    target.down = true;
  }

  @Override
  protected void mended() {
    target.down = false;
  }
}

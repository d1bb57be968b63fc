// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import java.util.LinkedHashMap;
import java.util.Map;

/** Ports on loopback: each part's usual one, or an offset from {@code --port-base}. */
public final class Ports {

  /** What listens. */
  public enum Port {
    CONSOLE("console", 8080, 0),
    GATEWAY_GRPC("gateway's OTLP/gRPC", 4317, 1),
    GATEWAY_HTTP("gateway's OTLP/HTTP", 4318, 2),
    KAFKA("kafka", 9092, 3),
    REGISTRY("registry", 8081, 4),
    CONNECT("connect", 8083, 5),
    ELASTICSEARCH("elasticsearch", 9200, 6),
    JOBS_METRICS("jobs' metrics", 9464, 7),
    CONTROLLER("kafka's controller", 9093, 8),
    ELASTICSEARCH_TRANSPORT("elasticsearch's transport", 9300, 9),
    SHIPPER_METRICS("shipper's metrics", 9465, 10),
    GATEWAY_METRICS("gateway's metrics", 9466, 11),
    PROMETHEUS("prometheus", 9090, 12),
    ALERTMANAGER("alertmanager", 9094, 13);

    private final String part;
    private final int usual;
    private final int offset;

    Port(String part, int usual, int offset) {
      this.part = part;
      this.usual = usual;
      this.offset = offset;
    }

    /** Who listens, for people. */
    public String part() {
      return part;
    }
  }

  private final int base;

  /**
   * Makes the set of ports.
   *
   * @param base 0 for the usual ports
   */
  public Ports(int base) {
    this.base = base;
  }

  /** What {@code --port-base} was, 0 for the usual ports. */
  public int base() {
    return base;
  }

  public int of(Port port) {
    return base == 0 ? port.usual : base + port.offset;
  }

  /** {@code 127.0.0.1:port}. */
  public String address(Port port) {
    return "127.0.0.1:" + of(port);
  }

  /** {@code http://127.0.0.1:port}. */
  public String url(Port port) {
    return "http://" + address(port);
  }

  /** All ports with who listens there. */
  public Map<Port, Integer> all() {
    Map<Port, Integer> all = new LinkedHashMap<>();
    for (Port port : Port.values()) {
      all.put(port, of(port));
    }
    return all;
  }
}

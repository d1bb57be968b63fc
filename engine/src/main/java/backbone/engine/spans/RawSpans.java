// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.spans;

import backbone.engine.rules.Ownership;

/**
 * One raw record of spans, free of Kafka.
 *
 * @param value OTLP ExportTraceServiceRequest in protobuf or JSON; not changed by anyone
 * @param contentType media type, or null to look at the first byte
 * @param env environment, by the entrance, never by the payload; null for {@code dev}
 * @param region region, by the entrance; null for {@code local}
 * @param team team, by the sender or the entrance; null for what {@code owners} says of each
 *     service
 * @param owners teams by service, {@code default} where they know none; null for nobody
 * @param service service of resources that name none; null for {@code unknown_service}
 * @param arrivalMs broker append time, milliseconds since 1970
 * @param bytesMax size of an output value at most; 0 for {@link #BYTES_MAX_DEFAULT}
 */
public record RawSpans(
    byte[] value,
    String contentType,
    String env,
    String region,
    String team,
    Ownership owners,
    String service,
    long arrivalMs,
    int bytesMax) {

  /** Below a broker's limit of 1 MiB with room for headers and framing. */
  public static final int BYTES_MAX_DEFAULT = 900_000;

  public RawSpans {
    env = env == null ? "dev" : env;
    region = region == null ? "local" : region;
    owners = owners == null ? Ownership.NONE : owners;
    service = service == null || service.isEmpty() ? "unknown_service" : service;
    bytesMax = bytesMax <= 0 ? BYTES_MAX_DEFAULT : bytesMax;
  }
}

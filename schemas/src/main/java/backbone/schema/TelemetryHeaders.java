// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema;

/** Names of the record headers. All values are UTF-8 text, so that any tool can read them. */
public final class TelemetryHeaders {

  /** Media type of a raw value: {@code text/plain}, {@code application/json}; absent: sniffed. */
  public static final String CONTENT_TYPE = "content-type";

  /** {@link Origin} of a raw record in its text form. */
  public static final String ORIGIN = "telemetry-origin";

  /**
   * Where the physical lines of a raw record start, as offsets from the origin's start, separated
   * by commas: {@code 0,88,130}. Absent when there is one line.
   */
  public static final String LINES = "telemetry-lines";

  /** {@code 1} when the event was longer than the limit and has been cut. */
  public static final String CUT = "telemetry-cut";

  /** Host name of the source. */
  public static final String HOST = "telemetry-host";

  /** Time zone of that host, such as {@code Asia/Seoul}. */
  public static final String ZONE = "telemetry-zone";

  /** Path of the file that the lines were read from. */
  public static final String PATH = "telemetry-path";

  /** Service, where the source's configuration names it. */
  public static final String SERVICE = "telemetry-service";

  /** Environment, region and team, where the source's configuration names them. */
  public static final String ENV = "telemetry-env";

  public static final String REGION = "telemetry-region";
  public static final String TEAM = "telemetry-team";

  /** On normalized records: broker append time of the raw record, milliseconds since 1970. */
  public static final String ARRIVAL = "telemetry-arrival";

  /** On normalized and dead records: {@code topic/partition/offset} of the raw record. */
  public static final String RAW = "telemetry-raw";

  /** On control records, which have a null value: their kind, {@link #CONTROL_WATERMARK}. */
  public static final String CONTROL = "telemetry-control";

  public static final String CONTROL_WATERMARK = "watermark";

  /**
   * On a watermark: every raw record of {@link #RAW}'s partition that arrived up to this time, in
   * milliseconds since 1970, is in the output before this record.
   */
  public static final String WATERMARK = "telemetry-watermark";

  /** On sampled spans: name of the policy that kept the trace. */
  public static final String SAMPLING_POLICY = "telemetry-sampling-policy";

  /** On sampled spans: rejection threshold as in tracestate {@code ot=th}; {@code 0} for always. */
  public static final String SAMPLING_THRESHOLD = "telemetry-sampling-threshold";

  /** Case of a replay; live jobs refuse records that carry it. */
  public static final String REPLAY = "telemetry-replay";

  /**
   * On dead letters: class of the fault, such as {@code undecodable}, and one redacted sentence.
   */
  public static final String DEAD_CLASS = "telemetry-dead-class";

  public static final String DEAD_REASON = "telemetry-dead-reason";

  private TelemetryHeaders() {}
}

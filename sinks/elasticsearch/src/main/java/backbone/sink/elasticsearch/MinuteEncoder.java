// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.AvroCodec;
import backbone.schema.MetricMinute;
import backbone.schema.registry.RegistryClient;
import backbone.sink.TargetFault;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * One document for each series, window and part; a newer revision replaces an older one, in
 * whatever order they come.
 *
 * <pre>
 * id: &lt;start, ms&gt;-&lt;hash of the series, 32 hex&gt;-&lt;part&gt;
 * </pre>
 */
final class MinuteEncoder implements DocumentEncoder {

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int HASH_BYTES = 16;

  private final AvroValues<MetricMinute> values;
  private final IndexNames indices;

  MinuteEncoder(RegistryClient registry, String topic, IndexNames indices) {
    this.values = new AvroValues<>(() -> AvroCodec.metricMinutes(registry, topic));
    this.indices = indices;
  }

  @Override
  public void prepare() throws TargetFault {
    values.prepare();
  }

  @Override
  public List<Document> encode(SinkRecord record) throws UnwritableException, TargetFault {
    MetricMinute minute = values.of(record);
    DocumentEncoder.refuseReplay(record, minute.getReplayId());
    if (minute.getRevision() < 0) {
      throw new UnwritableException("bad-revision", "its revision is negative; 0 is the first");
    }
    String series = series(record);
    String id = minute.getStartUnixMilli() + "-" + hash(series) + "-" + minute.getPart();
    return List.of(
        Document.of(
            index(record, minute),
            id,
            minute.getRevision(),
            MinuteDocument.json(minute, series, arrivalMs(record, minute))));
  }

  /** A minute arrives when its record does: the topic holds the broker's time. */
  private static long arrivalMs(SinkRecord record, MetricMinute minute) {
    return record.timestamp() == null ? minute.getStartUnixMilli() : record.timestamp();
  }

  private IndexNames.Choice index(SinkRecord record, MetricMinute minute) {
    long startMs = minute.getStartUnixMilli();
    long arrivalMs = arrivalMs(record, minute);
    return indices.of(startMs * NANOS_PER_MILLI, arrivalMs, null);
  }

  private static String series(SinkRecord record) throws UnwritableException {
    if (record.key() instanceof byte[] key && key.length > 0) {
      return new String(key, UTF_8);
    }
    throw new UnwritableException(
        "no-series", "its key is not the bytes of a series; use key.converter=ByteArrayConverter");
  }

  private static String hash(String series) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(series.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("bug: every JDK has SHA-256", e);
    }
  }
}

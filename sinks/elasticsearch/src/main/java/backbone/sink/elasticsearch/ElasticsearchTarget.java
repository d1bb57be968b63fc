// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.sink.Outcome;
import backbone.sink.PieceWriter;
import backbone.sink.SinkTarget;
import backbone.sink.TargetFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.elasticsearch.client.Request;

/** Writes records with bulk requests; a document that is there already counts as written. */
final class ElasticsearchTarget implements SinkTarget {

  private static final ContentType NDJSON = ContentType.create("application/x-ndjson");

  /** Documents are several times larger than what they are made of; this bounds the memory. */
  private static final long REQUEST_BYTES_MAX = 8L << 20;

  private final Encoders encoders;
  private final List<IndexTemplate> templates;
  private final ElasticsearchHttp http;
  private final String bulkTimeout;
  private final LongAdder repeats = new LongAdder();
  private final LongAdder outside = new LongAdder();

  /**
   * Makes it without I/O.
   *
   * @param bulkTimeoutMs how long Elasticsearch waits for an unavailable shard; shorter than the
   *     read time-out, so that it is Elasticsearch that gives up first and says what happened
   */
  ElasticsearchTarget(
      Encoders encoders,
      List<IndexTemplate> templates,
      ElasticsearchHttp http,
      long bulkTimeoutMs) {
    this.encoders = encoders;
    this.templates = templates;
    this.http = http;
    this.bulkTimeout = bulkTimeoutMs + "ms";
  }

  @Override
  public synchronized void prepare() throws TargetFault {
    for (IndexTemplate template : templates) {
      template.install(http);
    }
    for (DocumentEncoder encoder : encoders.all()) {
      encoder.prepare();
    }
  }

  @Override
  public List<Outcome> write(List<SinkRecord> records) {
    PieceWriter<Document> batch = new PieceWriter<>(REQUEST_BYTES_MAX, this::send);
    for (SinkRecord record : records) {
      try {
        batch.add(batch.isStopped() ? List.of() : encoders.encode(record));
      } catch (UnwritableException e) {
        batch.add(e.dead());
      } catch (TargetFault fault) {
        batch.stop(fault);
        batch.add(List.of());
      }
    }
    return batch.outcomes();
  }

  @Override
  public Map<String, LongSupplier> counters() {
    return Map.of("repeats-total", repeats::sum, "outside-total", outside::sum);
  }

  @Override
  public void close() {
    http.close();
  }

  private List<Outcome> send(List<Document> documents) throws TargetFault {
    List<BulkAnswer.Item> items = bulk(documents);
    List<Outcome> outcomes = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      outcomes.add(judge(items.get(i), documents.get(i)));
    }
    return outcomes;
  }

  private List<BulkAnswer.Item> bulk(List<Document> documents) throws TargetFault {
    Request request = new Request("POST", "/_bulk");
    request.addParameter("filter_path", BulkAnswer.FILTER);
    request.addParameter("timeout", bulkTimeout);
    // Otherwise the errors, and with them Elasticsearch's own logs, quote whole documents.
    request.addParameter("include_source_on_error", "false");
    request.setEntity(new ByteArrayEntity(BulkBody.of(documents), NDJSON));
    ElasticsearchHttp.Answer answer = http.send(request);
    if (!answer.ok()) {
      throw ErrorTable.request(
          "A bulk request", answer.status(), BulkAnswer.errorType(answer.body()));
    }
    return BulkAnswer.items(answer.body(), documents.size());
  }

  private Outcome judge(BulkAnswer.Item item, Document document) {
    if (item.status() == 409) {
      repeats.increment();
    } else if (item.status() / 100 == 2 && document.index().outside()) {
      outside.increment();
    }
    return ErrorTable.item(item, document.index().name());
  }
}

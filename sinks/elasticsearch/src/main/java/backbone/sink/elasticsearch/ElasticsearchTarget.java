// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.sink.Outcome;
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

  private final DocumentEncoder encoder;
  private final IndexTemplate template;
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
      DocumentEncoder encoder, IndexTemplate template, ElasticsearchHttp http, long bulkTimeoutMs) {
    this.encoder = encoder;
    this.template = template;
    this.http = http;
    this.bulkTimeout = bulkTimeoutMs + "ms";
  }

  @Override
  public synchronized void prepare() throws TargetFault {
    template.install(http);
    encoder.prepare();
  }

  @Override
  public List<Outcome> write(List<SinkRecord> records) throws TargetFault {
    List<Outcome> outcomes = new ArrayList<>(records.size());
    List<Document> documents = new ArrayList<>(records.size());
    List<Integer> places = new ArrayList<>(records.size());
    for (SinkRecord record : records) {
      DocumentEncoder.Encoded encoded = encoder.encode(record);
      if (encoded.document() != null) {
        documents.add(encoded.document());
        places.add(outcomes.size());
      }
      outcomes.add(encoded.dead());
    }
    if (!documents.isEmpty()) {
      List<BulkAnswer.Item> items = bulk(documents);
      for (int i = 0; i < items.size(); i++) {
        outcomes.set(places.get(i), judge(items.get(i), documents.get(i)));
      }
    }
    return outcomes;
  }

  @Override
  public Map<String, LongSupplier> counters() {
    return Map.of("repeats-total", repeats::sum, "outside-total", outside::sum);
  }

  @Override
  public void close() {
    http.close();
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

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.spans;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.otlp.SpanCursor;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.Test;

/** Whatever the batch: each span once, nothing sensitive, nothing else changed, no exception. */
class SpanNormalizerPropertyTest {

  private static final int RECORDS_PER_RUN = 2_000;
  private static final String[] CLEAN = {
    "", "GET /orders", "order-service", "\ud55c\uae00 \ud83e\udd80", "x".repeat(200), "7", "a:b%"
  };
  private static final String[] SECRETS = {
    "192.0.2.77", "kim@acme.example", "4111111111111111", "2001:db8:77:88::99"
  };
  private static final String[] SENSITIVE = {
    "ok",
    "from 192.0.2.77 port 8080",
    "\ud55c kim@acme.example",
    "4111111111111111",
    "card=4111 1111 1111 1111;",
    "[2001:db8:77:88::99]:443",
    "{\"ip\":\"192.0.2.77\"}"
  };

  private final SpanNormalizer normalizer = SpanNormalizer.standard();

  @Test
  void changesNothing_whenNothingIsSensitive() {
    run(
        (random, record) -> {
          byte[] value = Spans.random(random, CLEAN);
          Made made = made(value, 0);

          assertThat(sorted(made.spans())).isEqualTo(sorted(spans(value)));
          assertThat(made.deadSpans()).isZero();
        });
  }

  @Test
  void keepsEachSpanOnce_andNothingSensitive() {
    run(
        (random, record) -> {
          byte[] value = Spans.random(random, SENSITIVE);
          int bytesMax = 1_000 + random.nextInt(5_000);
          Made made = made(value, bytesMax);

          assertThat(ids(made.spans()).size() + made.deadSpans()).isEqualTo(spans(value).size());
          if (made.dead.isEmpty()) {
            assertThat(ids(made.spans())).isEqualTo(ids(spans(value)));
          }
          assertThat(made.values).allMatch(chunk -> chunk.length <= bytesMax);
          for (byte[] chunk : made.values) {
            assertThat(new String(chunk, ISO_8859_1)).doesNotContain(SECRETS);
          }
          assertThat(made.excerpts.toString()).doesNotContain(SECRETS);
        });
  }

  @Test
  void accountsForEachSpan_whenBytesAreMutated() {
    run(
        (random, record) -> {
          byte[] value =
              mutated(Spans.random(random, random.nextBoolean() ? CLEAN : SENSITIVE), random);
          byte[] before = value.clone();
          Made made = made(value, 0);

          assertThat(value).isEqualTo(before);
          assertThat(made.traces.size() + made.dead.size() + made.dropped.size()).isPositive();
          assertThat(made.dead).doesNotContainKey("defect");
          if (made.dead.containsKey("undecodable")) {
            // Stricter than Java's reader, which takes tags and numbers that others refuse.
            assertThat(made.traces).isEmpty();
            assertThat(made.deadSpans()).isPositive();
          } else {
            assertThat(made.spans().size() + made.deadSpans()).isEqualTo(known(value));
          }
          for (int i = 0; i < made.traces.size(); i++) {
            assertThat(made.traceIds.get(i)).matches("[0-9a-f]{32}");
            for (Span span : Made.spans(made.traces.get(i))) {
              assertThat(hex(span.getTraceId())).isEqualTo(made.traceIds.get(i));
            }
          }
        });
  }

  @Test
  void survivesNoise() {
    run(
        (random, record) -> {
          byte[] value = new byte[random.nextInt(200)];
          random.nextBytes(value);
          Made made = made(value, 0);

          assertThat(made.traces.size() + made.dead.size() + made.dropped.size()).isPositive();
          assertThat(made.dead).doesNotContainKey("defect");
        });
  }

  private Made made(byte[] value, int bytesMax) {
    Made made = new Made();
    Made again = new Made();
    normalizer.normalize(Spans.raw(value, bytesMax), made);
    normalizer.normalize(Spans.raw(value, bytesMax), again);
    assertThat(again.traces).isEqualTo(made.traces);
    return made;
  }

  private static void run(ObjIntConsumer<Random> property) {
    long seed = Long.getLong("proofs.seed", 0);
    int runs = Integer.getInteger("proofs.runs", 3);
    for (int run = 0; run < runs; run++) {
      Random random = new Random(seed + run);
      for (int i = 0; i < RECORDS_PER_RUN; i++) {
        try {
          property.accept(random, i);
        } catch (AssertionError | RuntimeException failed) {
          throw new AssertionError("seed=" + (seed + run) + " record=" + i, failed);
        }
      }
    }
  }

  private static byte[] mutated(byte[] value, Random random) {
    byte[] bytes = value;
    for (int i = 1 + random.nextInt(4); i > 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes = Arrays.copyOf(bytes, at);
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        default -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      }
    }
    return bytes;
  }

  private static List<Span> spans(byte[] value) {
    try {
      return Made.spans(TracesData.parseFrom(value));
    } catch (InvalidProtocolBufferException broken) {
      throw new AssertionError(broken);
    }
  }

  /** Spans of what may hold broken texts, which the generated classes refuse. */
  private static int known(byte[] value) {
    SpanCursor cursor = new SpanCursor();
    cursor.reset(value, 0, value.length);
    int spans = 0;
    while (cursor.next()) {
      spans++;
    }
    return spans;
  }

  private static List<String> ids(List<Span> spans) {
    List<String> ids = new ArrayList<>();
    spans.forEach(span -> ids.add(hex(span.getTraceId()) + "/" + hex(span.getSpanId())));
    ids.sort(null);
    return ids;
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  private static List<String> sorted(List<Span> spans) {
    List<String> all = new ArrayList<>();
    spans.forEach(span -> all.add(span.toByteString().toString(ISO_8859_1)));
    all.sort(null);
    return all;
  }
}

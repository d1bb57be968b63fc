// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.sample.PolicySet;
import backbone.engine.sample.Sampler;
import backbone.engine.sample.SamplerLimits;
import backbone.engine.sample.SamplerMemory;
import backbone.engine.sample.TraceDecision;
import backbone.schema.otlp.OtlpJson;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what sampling policies decide: the same code as in the pipeline, no servers needed. */
@Command(
    name = "sample",
    mixinStandardHelpOptions = true,
    description = {
      "Reads OTLP JSON, one request a line, writes one decision per trace at the end.",
      "A line has arrived when its latest span ended; fragments of a trace that come more than",
      "10 s after its first do not count. Exit code 1 when a line could not be read."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./backbone sample < spans.jsonl",
      "  ./backbone sample --policies tail-sampling.yaml < spans.jsonl"
    })
final class SampleCommand implements Callable<Integer> {

  private static final long NANOS_PER_MS = 1_000_000;
  private static final long MEMORY_MS = 3_600_000;
  private static final int TRACE_ID_BYTES = 16;

  /** Behind every arrival that fits into nanoseconds since 1970. */
  private static final long END_MS = Long.MAX_VALUE / NANOS_PER_MS * 2;

  /** As in the pipeline; what is decided is only the sum of it, so all traces stay open. */
  private static final SamplerLimits LIMITS =
      new SamplerLimits(10_000, MEMORY_MS, Integer.MAX_VALUE, Integer.MAX_VALUE);

  @Option(
      names = "--policies",
      paramLabel = "FILE",
      description = "Policies as in the Collector's tail_sampling; the built-in ones without it.")
  private Path policies;

  private int badLines;

  @Override
  public Integer call() throws IOException {
    PolicySet set = policies == null ? PolicySet.standard() : PolicySet.read(policies);
    JsonGenerator json =
        new JsonFactory().createGenerator(new BufferedOutputStream(System.out, 1 << 16));
    json.setRootValueSeparator(null);
    Sampler sampler = new Sampler(set, LIMITS, new Forgetful(), each -> write(each, json));
    sampler.loaded();
    try {
      read(sampler, new BufferedInputStream(System.in, 1 << 16));
      sampler.advance(END_MS);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    json.flush();
    return badLines == 0 ? 0 : Main.FAULT;
  }

  private void read(Sampler sampler, InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long number = 1;
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        take(sampler, line, number++);
      } else {
        line.write(b);
      }
    }
    take(sampler, line, number);
  }

  private void take(Sampler sampler, ByteArrayOutputStream line, long number) {
    byte[] bytes = line.toByteArray();
    line.reset();
    if (new String(bytes, UTF_8).isBlank()) {
      return;
    }
    try {
      fold(sampler, OtlpJson.traces(bytes));
    } catch (IllegalArgumentException e) {
      badLines++;
      System.err.println("backbone: line " + number + " was left out: " + oneLine(e.getMessage()));
    }
  }

  private static void fold(Sampler sampler, ExportTraceServiceRequest request) {
    Map<ByteBuffer, TracesData.Builder> traces = new LinkedHashMap<>();
    long latestNano = 0;
    for (ResourceSpans resource : request.getResourceSpansList()) {
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        for (Span span : scope.getSpansList()) {
          latestNano = Math.max(latestNano, span.getEndTimeUnixNano());
          traces
              .computeIfAbsent(traceId(span), id -> TracesData.newBuilder())
              .addResourceSpans(alone(resource, span));
        }
      }
    }
    long arrivalMs = latestNano / NANOS_PER_MS;
    traces.forEach(
        (id, data) ->
            sampler.fold(id.getLong(0), id.getLong(8), data.build().toByteArray(), arrivalMs));
  }

  private static ByteBuffer traceId(Span span) {
    int bytes = span.getTraceId().size();
    if (bytes != TRACE_ID_BYTES) {
      throw new IllegalArgumentException("a trace id has " + bytes + " bytes. Send 32 hex digits.");
    }
    return span.getTraceId().asReadOnlyByteBuffer();
  }

  private static ResourceSpans alone(ResourceSpans resource, Span span) {
    return ResourceSpans.newBuilder()
        .setResource(resource.getResource())
        .addScopeSpans(ScopeSpans.newBuilder().addSpans(span))
        .build();
  }

  private static void write(TraceDecision decision, JsonGenerator json) {
    try {
      json.writeStartObject();
      json.writeStringField("traceId", decision.traceId());
      json.writeBooleanField("keep", decision.keep());
      json.writeStringField("policy", decision.fate().policy());
      json.writeStringField("threshold", decision.fate().threshold());
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String oneLine(String message) {
    return String.valueOf(message).lines().findFirst().orElse("it is no OTLP JSON.");
  }

  /** Nothing outlives this command. */
  private static final class Forgetful implements SamplerMemory {
    @Override
    public void put(byte[] key, byte[] value) {}

    @Override
    public void delete(byte[] key) {}
  }
}

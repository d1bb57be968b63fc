// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.CharConversionException;
import java.io.IOException;

/**
 * OTLP in its JSON encoding: ids as hex, 64-bit integers as texts or numbers, enums as numbers or
 * names, lowerCamel or snake names, unknown fields ignored.
 *
 * <p>Ids in base64, which is what plain protobuf JSON has, are taken where their length tells them.
 * An id that is neither becomes a single zero byte, so that the one span can be refused and not its
 * whole batch.
 */
public final class OtlpJson {

  private static final JsonFactory FACTORY = new JsonFactory();

  private OtlpJson() {}

  /**
   * Reads spans.
   *
   * @throws IllegalArgumentException with one sentence when it is no OTLP JSON
   */
  public static ExportTraceServiceRequest traces(byte[] json) {
    return read(json, ExportTraceServiceRequest.newBuilder()).build();
  }

  /**
   * Reads log records.
   *
   * @throws IllegalArgumentException with one sentence when it is no OTLP JSON
   */
  public static ExportLogsServiceRequest logs(byte[] json) {
    return read(json, ExportLogsServiceRequest.newBuilder()).build();
  }

  /**
   * Reads metrics.
   *
   * @throws IllegalArgumentException with one sentence when it is no OTLP JSON
   */
  public static ExportMetricsServiceRequest metrics(byte[] json) {
    return read(json, ExportMetricsServiceRequest.newBuilder()).build();
  }

  private static <B extends Message.Builder> B read(byte[] json, B builder) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("OTLP JSON is one object, and this begins otherwise.");
      }
      new JsonMessage(parser).read(builder, 0);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("OTLP JSON is one object, and here something follows.");
      }
      return builder;
    } catch (JsonProcessingException broken) {
      // Not as its cause: the parser's own message quotes the text.
      long at = broken.getLocation() == null ? -1 : broken.getLocation().getByteOffset();
      throw new IllegalArgumentException("This is no JSON from byte " + at + " on.");
    } catch (CharConversionException broken) {
      throw new IllegalArgumentException("This is no JSON: it has what is no character.");
    } catch (IOException impossible) {
      throw new IllegalStateException("bug: reading from memory failed", impossible);
    }
  }
}

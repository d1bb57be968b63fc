// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import backbone.engine.mask.Excerpt;
import backbone.engine.mask.MaskCounter;
import backbone.engine.mask.MaskedAddress;
import backbone.engine.mask.Masker;
import backbone.engine.normalize.event.TraceIds;
import backbone.engine.normalize.text.Bytes;
import backbone.schema.Attribute;
import backbone.schema.LogEvent;
import backbone.schema.MaskCount;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Masks all text of an event. Nothing leaves the normalizer on another way. */
final class Redaction {

  static final int VALUE_BYTES_MAX = 32 * 1024;
  private static final int CACHE_SLOTS = 2048;
  private static final int CACHED_CHARS_MAX = 64;

  /** The shortest number that a rule looks at when its key tells what it is. */
  private static final long LONG_NUMBER = 100_000_000L;

  private static final String CLIENT_IP = "client.ip";
  private static final String CLIENT_ADDRESS = "client.address";

  private final Masker masker;
  private final MaskCounter counter = new MaskCounter();
  private final Excerpt excerpt;

  /**
   * Short texts that hold nothing to mask, and their keys: keys, loggers, threads, hosts come again
   * and again. Not used where the same text stays in one place and must not in another.
   */
  private final String[] harmless = new String[CACHE_SLOTS];

  private final String[] harmlessUnder = new String[CACHE_SLOTS];
  private final boolean caching;

  Redaction(Masker masker) {
    this.masker = masker;
    excerpt = new Excerpt(masker);
    caching = !masker.isByPlace();
  }

  /** Forgets the event before. */
  void begin() {
    counter.clear();
  }

  /**
   * Masks a text that is about to lose what stands in front of it, or its key, and so what tells
   * that it is sensitive. It is masked once more with the event.
   */
  String ahead(String service, String before, String text) {
    if (!isTelling(before)) {
      return text;
    }
    masker.enter(service);
    String key = masker.mask(before, text, counter);
    String whole = masker.mask(before + key, counter);
    return whole.startsWith(before) ? whole.substring(before.length()) : whole;
  }

  private static boolean isTelling(String before) {
    for (int i = 0; i < before.length(); i++) {
      if (Bytes.isLetter(before.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Masks an event and writes down how often each rule fired since it began. */
  void apply(LogEvent event) {
    masker.enter(event.getServiceName());
    event.setMessage(masker.mask("message", event.getMessage(), counter));
    fields(event);
    List<Attribute> attributes = event.getAttributes();
    boolean vanished = false;
    for (int i = 0; i < attributes.size(); i++) {
      Attribute attribute = attributes.get(i);
      boolean empty = "".equals(attribute.getValue());
      attribute(attribute, event);
      vanished |= !empty && "".equals(attribute.getValue());
    }
    if (vanished) {
      attributes.removeIf(attribute -> "".equals(attribute.getValue()));
    }
    client(event);
    event.setMaskCounts(counts());
  }

  /** The beginning of something that is no event, with only its printable ASCII characters. */
  String excerpt(byte[] b, int from, int to) {
    return excerpt.ofText(b, from, to);
  }

  /** The same of bytes between texts. */
  String binaryExcerpt(byte[] b, int from, int to) {
    return excerpt.ofBinary(b, from, to);
  }

  private void fields(LogEvent event) {
    event.setLogger(word("log.logger", event.getLogger()));
    event.setThread(word("process.thread.name", event.getThread()));
    event.setServiceName(word("service.name", event.getServiceName()));
    event.setServiceVersion(word("service.version", event.getServiceVersion()));
    event.setServiceNode(word("service.node.name", event.getServiceNode()));
    event.setHostName(word("host.name", event.getHostName()));
    event.setContainerId(word("container.id", event.getContainerId()));
    event.setFilePath(word("log.file.path", event.getFilePath()));
    event.setHttpMethod(word("http.request.method", event.getHttpMethod()));
    event.setUrlPath(masker.mask("url.path", event.getUrlPath(), counter));
    event.setUserAgent(masker.mask("user_agent.original", event.getUserAgent(), counter));
    event.setErrorType(word("error.type", event.getErrorType()));
    event.setErrorMessage(masker.mask("error.message", event.getErrorMessage(), counter));
    event.setErrorStackTrace(masker.mask("error.stack_trace", event.getErrorStackTrace(), counter));
    String trace = event.getTraceId();
    if (trace != null && !TraceIds.isTraceId(trace)) {
      event.setTraceId(masker.mask("trace.id", trace, counter));
    }
    String span = event.getSpanId();
    if (span != null && !TraceIds.isPlainSpanId(span)) {
      event.setSpanId(masker.mask("span.id", span, counter));
    }
  }

  /** The field takes only addresses, so what stands for one goes to an attribute beside it. */
  private void client(LogEvent event) {
    MaskedAddress kept = masker.address(CLIENT_IP, event.getClientIp(), counter);
    event.setClientIp(kept == null ? null : kept.ip());
    if (kept != null && kept.text() != null) {
      List<Attribute> attributes = event.getAttributes();
      attributes.removeIf(attribute -> attribute.getKey().equals(CLIENT_ADDRESS));
      attributes.add(new Attribute(CLIENT_ADDRESS, kept.text()));
    }
  }

  private void attribute(Attribute attribute, LogEvent event) {
    String key = PairNames.key(attribute, event.getAttributes(), masker::isSecret);
    attribute.setKey(word("", attribute.getKey()));
    Object value = attribute.getValue();
    if (value instanceof String text) {
      String masked = masker.mask(key, text, counter);
      String cut = Excerpt.utf8Cut(masked, VALUE_BYTES_MAX);
      if (cut.length() < masked.length() && !event.getParseFlags().contains("attributes-cut")) {
        event.getParseFlags().add("attributes-cut");
      }
      attribute.setValue(cut);
    } else if (value instanceof Long number) {
      if (Math.abs(number) >= LONG_NUMBER || masker.isSecret(key)) {
        number(key, Long.toString(number), attribute);
      }
    } else if (value instanceof Double number) {
      boolean digits = Math.abs(number) >= LONG_NUMBER && Math.rint(number) == number;
      if (digits || masker.isSecret(key)) {
        number(key, digits ? new BigDecimal(number).toPlainString() : number.toString(), attribute);
      }
    }
  }

  /** A number stays a number unless its digits are what a rule looks for. */
  private void number(String key, String digits, Attribute attribute) {
    String masked = masker.mask(key, digits, counter);
    if (!masked.equals(digits)) {
      attribute.setValue(masked);
    }
  }

  /** Masks a text that is likely to come again. */
  private String word(String key, String text) {
    if (text == null || text.length() > CACHED_CHARS_MAX || !caching) {
      return masker.mask(key, text, counter);
    }
    int hash = text.hashCode() + key.length();
    int slot = (hash ^ hash >>> 15) & (CACHE_SLOTS - 1);
    if (text.equals(harmless[slot]) && key.equals(harmlessUnder[slot])) {
      return text;
    }
    String masked = masker.mask(key, text, counter);
    if (masked.equals(text)) {
      harmless[slot] = text;
      harmlessUnder[slot] = key;
    }
    return masked;
  }

  private List<MaskCount> counts() {
    int fired = counter.rules();
    if (fired == 0) {
      return List.of();
    }
    List<MaskCount> counts = new ArrayList<>(fired);
    counter.forEach((rule, count) -> counts.add(new MaskCount(rule, Math.toIntExact(count))));
    return counts;
  }
}

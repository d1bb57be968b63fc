// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import backbone.engine.mask.Excerpt;
import backbone.engine.mask.MaskCounter;
import backbone.engine.mask.Masker;
import backbone.schema.Attribute;
import backbone.schema.LogEvent;
import backbone.schema.MaskCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Masks all text of an event. Nothing leaves the normalizer on another way. */
final class Redaction {

  static final int VALUE_BYTES_MAX = 32 * 1024;
  private static final int CACHE_SLOTS = 1024;
  private static final int CACHED_CHARS_MAX = 64;
  private static final long LONG_NUMBER = 100_000_000_000L;

  private final Masker masker;
  private final MaskCounter counter = new MaskCounter();
  private final Excerpt excerpt = new Excerpt();

  /** Short texts that hold nothing to mask: keys, loggers, threads, hosts come again and again. */
  private final String[] harmless = new String[CACHE_SLOTS];

  Redaction(Masker masker) {
    this.masker = masker;
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
    event.setMessage(masker.mask(event.getMessage(), counter));
    fields(event);
    List<Attribute> attributes = event.getAttributes();
    for (int i = 0; i < attributes.size(); i++) {
      attribute(attributes.get(i), event);
    }
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
    event.setLogger(word("", event.getLogger()));
    event.setThread(word("", event.getThread()));
    event.setServiceName(word("", event.getServiceName()));
    event.setServiceVersion(word("service.version", event.getServiceVersion()));
    event.setServiceNode(word("", event.getServiceNode()));
    event.setHostName(word("", event.getHostName()));
    event.setContainerId(word("", event.getContainerId()));
    event.setFilePath(word("", event.getFilePath()));
    event.setUrlPath(masker.mask(event.getUrlPath(), counter));
    event.setUserAgent(masker.mask("user_agent.original", event.getUserAgent(), counter));
    event.setErrorType(word("", event.getErrorType()));
    event.setErrorMessage(masker.mask(event.getErrorMessage(), counter));
    event.setErrorStackTrace(masker.mask(event.getErrorStackTrace(), counter));
    String trace = event.getTraceId();
    if (trace != null && !TraceIds.isTraceId(trace)) {
      event.setTraceId(masker.mask(trace, counter));
    }
    event.setSpanId(masker.mask(event.getSpanId(), counter));
  }

  private void attribute(Attribute attribute, LogEvent event) {
    String key = attribute.getKey();
    attribute.setKey(word("", key));
    Object value = attribute.getValue();
    if (value instanceof String text) {
      String masked = masker.mask(key, text, counter);
      String cut = Excerpt.utf8Cut(masked, VALUE_BYTES_MAX);
      if (cut.length() < masked.length() && !event.getParseFlags().contains("attributes-cut")) {
        event.getParseFlags().add("attributes-cut");
      }
      attribute.setValue(cut);
    } else if (value instanceof Long number && Math.abs(number) >= LONG_NUMBER) {
      number(attribute, Long.toString(number));
    } else if (value instanceof Double number
        && Math.abs(number) >= LONG_NUMBER
        && Math.rint(number) == number) {
      number(attribute, new java.math.BigDecimal(number).toPlainString());
    }
  }

  /** A number stays a number unless its digits are a card. */
  private void number(Attribute attribute, String digits) {
    String masked = masker.mask(attribute.getKey(), digits, counter);
    if (!masked.equals(digits)) {
      attribute.setValue(masked);
    }
  }

  /** Masks a text that is likely to come again. */
  private String word(String key, String text) {
    if (text == null || text.length() > CACHED_CHARS_MAX) {
      return masker.mask(key, text, counter);
    }
    int hash = text.hashCode();
    int slot = (hash ^ hash >>> 15) & (CACHE_SLOTS - 1);
    if (text.equals(harmless[slot])) {
      return text;
    }
    String masked = masker.mask(key, text, counter);
    if (masked.equals(text) && key.isEmpty()) {
      harmless[slot] = text;
    }
    return masked;
  }

  private List<MaskCount> counts() {
    Map<String, Long> fired = counter.counts();
    if (fired.isEmpty()) {
      return List.of();
    }
    List<MaskCount> counts = new ArrayList<>(fired.size());
    fired.forEach((rule, count) -> counts.add(new MaskCount(rule, Math.toIntExact(count))));
    counts.sort(Comparator.comparing(MaskCount::getRule));
    return counts;
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import backbone.engine.mask.MaskCounter;
import backbone.engine.mask.Masker;
import backbone.schema.Attribute;
import backbone.schema.LogEvent;
import backbone.schema.MaskCount;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Masks all text of an event. Nothing leaves the normalizer on another way. */
final class Redaction {

  static final int VALUE_BYTES_MAX = 32 * 1024;
  static final int EXCERPT_BYTES_MAX = 1024;

  /** What a cut may have left of a value that would have been masked. */
  private static final int CUT_MARGIN = 256;

  private static final int CACHE_SLOTS = 1024;
  private static final int CACHED_CHARS_MAX = 64;
  private static final long LONG_NUMBER = 100_000_000_000L;

  private final Masker masker = Masker.standard();
  private final MaskCounter counter = new MaskCounter();

  /** Short texts that hold nothing to mask: keys, loggers, threads, hosts come again and again. */
  private final String[] harmless = new String[CACHE_SLOTS];

  /** Masks an event and writes down how often each rule fired. */
  void apply(LogEvent event) {
    counter.clear();
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
    int end = Math.min(to, from + EXCERPT_BYTES_MAX + CUT_MARGIN);
    StringBuilder text = new StringBuilder(end - from);
    for (int at = from; at < end; at++) {
      // Without its zeros UTF-16 can be masked; with dots in their place it could not.
      if (b[at] != 0) {
        text.append(b[at] < 0 ? '?' : b[at] < ' ' ? ' ' : (char) b[at]);
      }
    }
    counter.clear();
    String masked = masker.mask(text.toString(), counter);
    String whole = end < to ? withoutMargin(masked) : masked;
    return whole.substring(0, utf8Cut(whole, EXCERPT_BYTES_MAX));
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
      int end = utf8Cut(masked, VALUE_BYTES_MAX);
      if (end < masked.length() && !event.getParseFlags().contains("attributes-cut")) {
        event.getParseFlags().add("attributes-cut");
      }
      attribute.setValue(masked.substring(0, end));
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

  private static String withoutMargin(String text) {
    int end = Math.max(0, text.length() - CUT_MARGIN);
    boolean pair = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, pair ? end - 1 : end);
  }

  /** Number of characters that fit into so many bytes of UTF-8. */
  static int utf8Cut(String text, int bytesMax) {
    if (text.length() * 3L <= bytesMax) {
      return text.length();
    }
    if (text.length() <= bytesMax && text.getBytes(StandardCharsets.UTF_8).length <= bytesMax) {
      return text.length();
    }
    int bytes = 0;
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (bytes > bytesMax) {
        return at;
      }
      at += Character.charCount(point);
    }
    return at;
  }
}

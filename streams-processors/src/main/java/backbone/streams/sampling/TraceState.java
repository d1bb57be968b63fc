// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import java.util.ArrayList;
import java.util.List;

/**
 * OpenTelemetry's entry in a W3C tracestate, {@code ot=th:c;rv:0123456789abcd}, which tells what
 * share of the traces a kept one stands for. The entries of others are kept as they are.
 */
final class TraceState {

  private static final String OT = "ot=";
  private static final String TH = "th:";
  private static final int DIGITS_MAX = 14;

  /** A list may hold so many entries; the last gives way to ours. */
  private static final int ENTRIES_MAX = 32;

  private TraceState() {}

  /**
   * The same with a rejection threshold. One that is there already stays when it is higher:
   * somebody before us has thrown away more. Ours is first in the list then, as the standard asks
   * of whoever changes an entry.
   *
   * @param threshold hex digits without trailing zeros, {@code 0} for always
   */
  static String with(String state, String threshold) {
    List<String> entries = new ArrayList<>();
    String own = "";
    for (String entry : state.split(",", -1)) {
      String text = entry.strip();
      if (text.startsWith(OT)) {
        own = text.substring(OT.length());
      } else if (!text.isEmpty()) {
        entries.add(text);
      }
    }
    entries.add(0, OT + merge(own, threshold));
    return String.join(",", entries.subList(0, Math.min(entries.size(), ENTRIES_MAX)));
  }

  private static String merge(String own, String threshold) {
    String highest = threshold;
    StringBuilder others = new StringBuilder();
    for (String part : own.split(";", -1)) {
      if (!part.startsWith(TH)) {
        others.append(part.isEmpty() ? "" : ";" + part);
      } else if (higher(part.substring(TH.length()), highest)) {
        highest = part.substring(TH.length());
      }
    }
    return TH + highest + others;
  }

  /** Digits after the point: {@code 8} is a half, {@code 08} a 32nd. */
  private static boolean higher(String one, String other) {
    boolean valid = !one.isEmpty() && one.length() <= DIGITS_MAX;
    for (int i = 0; valid && i < one.length(); i++) {
      valid = "0123456789abcdef".indexOf(one.charAt(i)) >= 0;
    }
    return valid && one.compareTo(other) > 0;
  }
}

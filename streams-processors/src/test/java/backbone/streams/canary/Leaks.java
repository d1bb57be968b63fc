// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.canary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks for many secrets at once: eight bytes of each say where a closer look is worth it. */
final class Leaks {

  private static final int HEAD = 8;

  /** A spelling of a secret, and where it was planted. */
  private record Needle(byte[] bytes, String planted) {}

  private final Map<Long, List<Needle>> needles = new HashMap<>();
  private final BitSet heads = new BitSet(1 << 20);
  private final Map<String, String> found = new TreeMap<>();
  private long bytes;

  /** Looks for a secret from now on, as it is and as it looks in addresses. */
  void expectNowhere(Canary canary, String position) {
    String planted = canary.rule() + " in " + position;
    add(canary.secret(), planted);
    String encoded = URLEncoder.encode(canary.secret(), UTF_8);
    if (!encoded.equals(canary.secret())) {
      add(encoded, planted);
    }
  }

  private void add(String secret, String planted) {
    byte[] needle = secret.getBytes(UTF_8);
    heads.set(slot(head(needle)));
    needles
        .computeIfAbsent(head(needle), first -> new ArrayList<>())
        .add(new Needle(needle, planted));
  }

  /** Looks into bytes; the place is said of what is found. */
  void scan(byte[] in, String place) {
    if (in == null) {
      return;
    }
    bytes += in.length;
    long head = 0;
    for (int i = 0; i < in.length; i++) {
      head = (head << 8) | (in[i] & 0xff);
      boolean likely = i >= HEAD - 1 && likely(head);
      List<Needle> near = likely ? needles.get(head) : null;
      if (near != null) {
        int from = i - HEAD + 1;
        near.stream().filter(n -> isAt(in, from, n.bytes)).forEach(n -> add(in, from, n, place));
      }
    }
  }

  private boolean likely(long head) {
    return heads.get(slot(head));
  }

  private static int slot(long head) {
    return (int) ((head * 0x9e3779b97f4a7c15L) >>> 44);
  }

  /** What was found, by where it was planted. */
  Map<String, String> found() {
    return found;
  }

  /** How much has been looked through. */
  long bytes() {
    return bytes;
  }

  private void add(byte[] in, int from, Needle needle, String place) {
    int start = Math.max(0, from - 60);
    int length = Math.min(in.length, from + needle.bytes.length + 20) - start;
    found.merge(needle.planted, place + ": " + new String(in, start, length, UTF_8), (a, b) -> a);
  }

  private static boolean isAt(byte[] in, int from, byte[] needle) {
    for (int i = 0; i < needle.length; i++) {
      if (from + i >= in.length || in[from + i] != needle[i]) {
        return false;
      }
    }
    return true;
  }

  private static long head(byte[] needle) {
    long head = 0;
    for (int i = 0; i < HEAD; i++) {
      head = (head << 8) | (needle[i] & 0xff);
    }
    return head;
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts wrong logins by address. A right one does not start the count again, because who shares an
 * address with people who work could guess without end otherwise.
 */
final class Guesses {

  /** Wrong logins that an address has in a window; then it waits for the window's end. */
  static final int WRONG_MAX = 10;

  static final Duration WINDOW = Duration.ofMinutes(1);

  /** Beyond it the address that failed first is forgotten. */
  static final int ADDRESSES_MAX = 1000;

  /** A site has at least this many bits of an IPv6 address for itself. */
  private static final int IPV6_BYTES = 8;

  private final LongSupplier nanoTime;

  // Guarded by this.
  private final Map<String, Window> windows =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
          return size() > ADDRESSES_MAX;
        }
      };

  private record Window(long beginNanos, int wrong) {}

  Guesses(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** How long an address must wait; zero when it may try. */
  synchronized Duration wait(InetAddress address) {
    Window window = current(key(address));
    return window == null || window.wrong < WRONG_MAX
        ? Duration.ZERO
        : WINDOW.minusNanos(nanoTime.getAsLong() - window.beginNanos);
  }

  synchronized void wrong(InetAddress address) {
    String key = key(address);
    Window window = current(key);
    if (window == null) {
      windows.remove(key);
      windows.put(key, new Window(nanoTime.getAsLong(), 1));
    } else {
      windows.put(key, new Window(window.beginNanos, window.wrong + 1));
    }
  }

  private Window current(String key) {
    Window window = windows.get(key);
    boolean over = window == null || nanoTime.getAsLong() - window.beginNanos >= WINDOW.toNanos();
    return over ? null : window;
  }

  private static String key(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address
        ? Arrays.toString(Arrays.copyOf(bytes, IPV6_BYTES))
        : Arrays.toString(bytes);
  }
}

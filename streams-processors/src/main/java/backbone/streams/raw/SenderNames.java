// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.raw;

import backbone.engine.mask.MaskCounter;
import backbone.engine.mask.Masker;
import java.util.HashMap;
import java.util.Map;

/**
 * Names that a sender gives in headers and keys: of itself, its environment, its team. They become
 * keys and fields, so a card number in one must not get through. Rules of a user change nothing
 * here, as nobody needs an address there. Of one thread.
 */
public final class SenderNames {

  /** The same few names come with each record; beyond this many all are forgotten. */
  private static final int KEPT_MAX = 1_000;

  private final Masker masker = Masker.standard();
  private final MaskCounter counter = new MaskCounter();
  private final Map<String, String> kept = new HashMap<>();

  /** Whether a text is a name, see {@link SafeName}, in which nothing would be masked. */
  public boolean isSafe(String text) {
    return SafeName.is(text) && masked(text).equals(text);
  }

  /** The text without what is sensitive in it; null stays. */
  public String masked(String text) {
    if (text == null || text.length() > SafeName.CHARS_MAX) {
      return masker.mask(text, counter);
    }
    String known = kept.get(text);
    if (known == null) {
      known = masker.mask(text, counter);
      if (kept.size() >= KEPT_MAX) {
        kept.clear();
      }
      kept.put(text, known);
    }
    return known;
  }
}

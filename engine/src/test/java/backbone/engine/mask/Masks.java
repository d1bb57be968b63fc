// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import java.util.ArrayList;
import java.util.List;

/** What the tests of this package ask a masker. */
final class Masks {
  private Masks() {}

  static String masked(String text) {
    return Masker.standard().mask(text).text();
  }

  /** Each finding as {@code type=value}. */
  static List<String> found(String text) {
    List<String> result = new ArrayList<>();
    for (Finding finding : Masker.standard().mask(text).findings()) {
      result.add(finding.type() + "=" + text.substring(finding.start(), finding.end()));
    }
    return result;
  }
}

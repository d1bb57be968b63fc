// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import java.util.Map;

/** What the counters of sink tasks mean; one without a sentence fails the build. */
final class SinkCounterMeanings {

  private static final Map<String, String> SENTENCES =
      Map.of(
          "received-total", "Records that Connect gave to the task.",
          "sent-total", "Records that are durable in the target.",
          "skipped-total", "Watermarks, which are not for the target.",
          "repeated-total", "Records that Connect gave again while the first copy was under way.",
          "dropped-total", "Records that the target refused for good: dead letters.",
          "errors-total", "Requests that failed and were tried again.",
          "buffered-bytes", "Bytes that the task holds; past its buffer the partitions pause.",
          "paused", "1 while the partitions are paused, else 0.",
          "repeats-total", "Documents that were in the index already, and so are not doubled.",
          "outside-total",
              "Documents whose time is too far from their arrival; they are in `-outside`.");

  private static final Map<String, String> MORE =
      Map.of("rejected-total", "Spans that the server took in part only; they are not sent again.");

  private SinkCounterMeanings() {}

  static String of(String counter) {
    String sentence = SENTENCES.getOrDefault(counter, MORE.get(counter));
    if (sentence == null) {
      throw new IllegalStateException(
          "the sinks' counter " + counter + " has no sentence in SinkCounterMeanings. Write one");
    }
    return sentence;
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import backbone.schema.Label;
import backbone.schema.MetricMinute;
import backbone.schema.Records;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Makes the records of a minute: one, or calls and durations of spans. */
final class MinuteRecords {

  /** A record and its key. */
  record Keyed(String series, MetricMinute minute) {}

  private final int partition;

  /**
   * Makes records of one task.
   *
   * @param partition that the task reads; with the offset it makes the part's name
   */
  MinuteRecords(int partition) {
    this.partition = partition;
  }

  List<Keyed> of(Minutes.Minute minute) {
    Family family = minute.series().family();
    Keyed counter = keyed(MetricName.counter(family), "counter", minute);
    counter.minute().setSum((double) minute.tally().count());
    if (!family.histogram()) {
      return List.of(counter);
    }
    Keyed histogram = keyed(MetricName.SPAN_DURATIONS, "histogram", minute);
    histogram.minute().setSum(minute.tally().sumMs());
    histogram.minute().setBounds(Durations.BOUNDS_MS);
    histogram.minute().setBuckets(Arrays.stream(minute.tally().buckets()).boxed().toList());
    return List.of(counter, histogram);
  }

  private Keyed keyed(String name, String kind, Minutes.Minute minute) {
    Series series = minute.series();
    MetricMinute record =
        Records.metricMinute()
            .setName(name)
            .setKind(kind)
            .setServiceName(series.owner().service())
            .setEnv(series.owner().env())
            .setRegion(series.owner().region())
            .setTeam(series.owner().team())
            .setLabels(labels(series))
            .setStartUnixMilli(minute.startMs())
            .setLengthMilli(EventMinute.MINUTE_MS)
            .setPart(partition + "-" + minute.begunOffset())
            .setRevision(minute.revision())
            .setCount(minute.tally().count())
            .build();
    return new Keyed(MetricName.text(name, series), record);
  }

  private static List<Label> labels(Series series) {
    List<Label> labels = new ArrayList<>();
    List<String> names = series.family().labels();
    for (int i = 0; i < names.size(); i++) {
      labels.add(new Label(names.get(i), series.values().get(i)));
    }
    labels.sort(Comparator.comparing(Label::getKey));
    return labels;
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Joins what a container runtime has taken apart: first the parts of a line, then the lines of an
 * event, for each stream by itself. The ranges of the events follow on each other in the order in
 * which these begin, so where streams are interleaved a range ends where the next event begins, and
 * none of such a cluster is over for the shipper before all are.
 */
final class Lanes {

  private static final int LINES_MAX = 500;

  /** A stream that is silent for so many events of the other one has ended its own. */
  private static final int OTHERS_MAX = 8;

  /** The rest of a cut line comes at once, but maybe behind a burst. */
  private static final int OTHERS_OF_PART_MAX = 64;

  private final int bytesMax;
  private final ContainerText[] texts;
  private final List<ContainerEvent> queue = new ArrayList<>();
  private final ArrayDeque<ContainerEvent> spare = new ArrayDeque<>();
  private final ContainerEvent[] open = new ContainerEvent[2];
  private Chunk chunk;
  private List<Event> out;

  Lanes(int bytesMax, Supplier<Continuation> continuations) {
    this.bytesMax = bytesMax;
    this.texts =
        new ContainerText[] {
          new ContainerText(continuations.get()), new ContainerText(continuations.get())
        };
  }

  void begin(Chunk bytes, List<Event> events) {
    chunk = bytes;
    out = events;
    spare.addAll(queue);
    queue.clear();
    open[0] = null;
    open[1] = null;
  }

  boolean isOpen() {
    return !queue.isEmpty();
  }

  /** Index at which the first event begins that is not emitted. */
  int start() {
    return queue.get(0).start();
  }

  /** Whether a cut line still waits for its rest. */
  boolean hasPart() {
    return queue.stream().anyMatch(event -> !event.over && event.isPart());
  }

  /**
   * Adds a line.
   *
   * @param end one past its text
   * @param next one past its line end
   */
  void line(ContainerLine line, int from, int end, int next) {
    if (!queue.isEmpty() && next - start() > bytesMax) {
      finish();
    }
    ContainerEvent event = open[line.lane()];
    if (event == null || !goesOn(event, line)) {
      event = begun(line, from, end);
    }
    event.add(line, from, next);
    release();
  }

  /** Emits all, whatever they wait for. */
  void finish() {
    for (ContainerEvent event : queue) {
      event.over = true;
    }
    open[0] = null;
    open[1] = null;
    release();
  }

  /**
   * Emits all, unless a cut line waits for its rest: an event beside it could then be made anew
   * with more lines, and its range would not tell.
   */
  void finishLines() {
    if (!hasPart()) {
      finish();
    }
  }

  private boolean goesOn(ContainerEvent event, ContainerLine line) {
    return event.isDocker() == line.isDocker()
        && event.lines() < LINES_MAX
        && (event.isPart() || texts[line.lane()].continues(chunk.bytes(), line));
  }

  private ContainerEvent begun(ContainerLine line, int from, int end) {
    if (open[line.lane()] != null) {
      end(line.lane());
    }
    int beside = 1 - line.lane();
    ContainerEvent other = open[beside];
    if (other != null && ++other.others > (other.isPart() ? OTHERS_OF_PART_MAX : OTHERS_MAX)) {
      end(beside);
    }
    ContainerEvent event = spare.isEmpty() ? new ContainerEvent() : spare.poll();
    event.begin(line, from, end);
    texts[line.lane()].begin(chunk.bytes(), line);
    open[line.lane()] = event;
    queue.add(event);
    return event;
  }

  private void end(int lane) {
    open[lane].over = true;
    open[lane] = null;
  }

  /** Emits from the front on, a cluster at a time. */
  private void release() {
    while (!queue.isEmpty() && queue.get(0).over) {
      int end = queue.get(0).last();
      int count = 1;
      while (count < queue.size() && queue.get(count).start() < end) {
        if (!queue.get(count).over) {
          return;
        }
        end = Math.max(end, queue.get(count).last());
        count++;
      }
      emit(count, end);
    }
  }

  private void emit(int count, int end) {
    long before = chunk.base() + start();
    for (int i = 0; i < count; i++) {
      ContainerEvent event = queue.get(i);
      boolean last = i + 1 == count;
      int until = last ? end : queue.get(i + 1).start();
      long base = chunk.base();
      byte[] value = event.value(chunk.bytes());
      int[] starts = event.lineStarts(until - event.start());
      long safe = last ? base + end : before;
      out.add(new Event(value, base + event.start(), base + until, safe, starts, false));
      spare.add(event);
    }
    queue.subList(0, count).clear();
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.util.Arrays;

/** An event of one stream of a container while its lines come in. */
final class ContainerEvent {

  /** Per text of a line or part: index of its physical line, its first byte, one past its last. */
  private int[] texts = new int[3 * 4];

  private int count;

  /** Lines of the program; a line of several parts is one. */
  private int lines;

  private boolean docker;
  private int tag;
  private int suffixEnd;
  private int last;
  private boolean part;

  /** Events of the other stream that have begun since the last line of this one. */
  int others;

  boolean over;

  void begin(ContainerLine line, int from, int end) {
    count = 0;
    lines = 0;
    docker = line.isDocker();
    tag = line.tag();
    suffixEnd = end;
    part = false;
    over = false;
  }

  void add(ContainerLine line, int from, int next) {
    if (3 * count + 3 > texts.length) {
      texts = Arrays.copyOf(texts, 2 * texts.length);
    }
    texts[3 * count] = part ? -1 : from;
    texts[3 * count + 1] = line.textFrom();
    texts[3 * count + 2] = line.textTo();
    lines += part ? 0 : 1;
    count++;
    part = line.isPart();
    last = next;
    others = 0;
  }

  boolean isDocker() {
    return docker;
  }

  /** Whether the rest of its last line is still to come. */
  boolean isPart() {
    return part;
  }

  int lines() {
    return lines;
  }

  int start() {
    return texts[0];
  }

  /** One past its last byte; those of the other stream may lie between. */
  int last() {
    return last;
  }

  /** As if the runtime had written the program's lines at once, with the first one's time. */
  byte[] value(byte[] b) {
    if (count == 1) {
      return Arrays.copyOfRange(b, start(), docker ? suffixEnd : texts[2]);
    }
    int size = docker ? suffixEnd - tag : lines - 1;
    for (int i = 0; i < count; i++) {
      size += texts[3 * i + 2] - texts[3 * i + 1];
    }
    int head = docker ? texts[1] - start() : tag + 2 - start();
    byte[] value = new byte[head + size];
    System.arraycopy(b, start(), value, 0, docker ? head : tag - start());
    if (!docker) {
      value[head - 2] = (byte) (part ? 'P' : 'F');
      value[head - 1] = ' ';
    }
    int at = texts(b, value, head);
    if (docker) {
      System.arraycopy(b, tag, value, at, suffixEnd - tag);
    }
    return value;
  }

  private int texts(byte[] b, byte[] value, int from) {
    int at = from;
    for (int i = 0; i < count; i++) {
      if (i > 0 && !docker && texts[3 * i] >= 0) {
        value[at++] = '\n';
      }
      int length = texts[3 * i + 2] - texts[3 * i + 1];
      System.arraycopy(b, texts[3 * i + 1], value, at, length);
      at += length;
    }
    return at;
  }

  /**
   * Where the lines of the value begin, as offsets from the start.
   *
   * @param length of the range that stands for this event. Lines that lie beyond, behind lines of
   *     the other stream, are only counted: such events are always made anew as they were.
   */
  int[] lineStarts(int length) {
    int[] starts = new int[docker ? 1 : lines];
    int line = 0;
    for (int i = 0; i < count && line < starts.length; i++) {
      if (texts[3 * i] >= 0) {
        starts[line++] = texts[3 * i] - start();
      }
    }
    if (starts[starts.length - 1] >= length) {
      Arrays.setAll(starts, i -> i);
    }
    return starts;
  }
}

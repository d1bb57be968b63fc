// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.event;

import backbone.schema.Attribute;
import backbone.schema.LogEvent;
import java.util.ArrayList;
import java.util.List;

/** An event while it is being read: not masked yet, so it never leaves the normalizer. */
public final class Draft {

  static final int ATTRIBUTES_MAX = 128;
  private static final int KEY_CHARS_MAX = 256;

  private final LogEvent event = new LogEvent();
  private final List<Attribute> attributes = new ArrayList<>();
  private final List<String> flags = new ArrayList<>(2);
  private boolean timed;
  private int restFrom = -1;

  public Draft() {
    event.setAttributes(attributes);
    event.setParseFlags(flags);
  }

  /** What has been read so far. */
  public LogEvent event() {
    return event;
  }

  /** Names the layout that fits. */
  public void parsed(String format) {
    event.setParseFormat(format);
    event.setParseStatus("ok");
  }

  /** A time before 1970 is a fault of the payload, and no index with nanoseconds takes it. */
  public void time(long unixNano) {
    if (unixNano < 0) {
      return;
    }
    event.setEventTimeUnixNano(unixNano);
    timed = true;
  }

  /** Where the text behind the parsed part begins, if not behind the first line. */
  public void rest(int at) {
    restFrom = at;
  }

  /** Where the text behind the parsed part begins, or {@code otherwise} if nobody said. */
  public int restFrom(int otherwise) {
    return restFrom < 0 ? otherwise : restFrom;
  }

  /** Whether the payload said when it happened. */
  public boolean timed() {
    return timed;
  }

  /** Sets level and severity; a number outside 1-24 changes nothing. */
  public void severity(int number) {
    String word = Levels.word(number);
    if (word != null) {
      event.setSeverity(number);
      event.setLevel(word);
    }
  }

  /** Takes a trace id as the payload spells it; nothing where that names no trace. */
  public boolean traceId(String written) {
    String id = TraceIds.traceId(written);
    if (id == null) {
      return false;
    }
    event.setTraceId(id);
    if (!TraceIds.isTraceId(id)) {
      flag("trace-id-form");
    }
    return true;
  }

  /** Takes a span id as the payload spells it; false where it is none. */
  public boolean spanId(String written) {
    String id = TraceIds.spanId(written);
    if (id != null) {
      event.setSpanId(id);
    }
    return id != null;
  }

  /** Adds an attribute, once per key: what repeats a key gets a number behind it. */
  public void attribute(String key, Object value) {
    if (attributes.size() >= ATTRIBUTES_MAX) {
      flag("attributes-cut");
      return;
    }
    attributes.add(new Attribute(freeKey(shortKey(key)), value));
  }

  /** Names the program that shipped the line, unless the payload has. */
  public void agent(String name) {
    if (!taken("agent.type") && attributes.size() < ATTRIBUTES_MAX) {
      attributes.add(new Attribute("agent.type", name));
    }
  }

  /** Whether there is an attribute with this key. */
  public boolean has(String key) {
    return taken(key);
  }

  /** Removes an attribute and gives its value, or null. */
  public Object take(String key) {
    for (int i = 0; i < attributes.size(); i++) {
      if (attributes.get(i).getKey().equals(key)) {
        return attributes.remove(i).getValue();
      }
    }
    return null;
  }

  /** Removes an attribute and gives its text; null for none, and for {@code -}. */
  public String takeText(String key) {
    Object value = take(key);
    String text = value == null ? "" : value.toString();
    return text.isEmpty() || text.equals("-") ? null : text;
  }

  /** Gives an attribute another key; one without a value goes. */
  public void rename(String key, String to) {
    Object value = take(key);
    if (value != null && !value.equals("") && !value.equals("-")) {
      attribute(to, value);
    }
  }

  /** Lays what the line inside this envelope says over what the envelope says. */
  void adopt(Draft line) {
    List<Attribute> own = new ArrayList<>(attributes);
    own.addAll(Overlay.lay(line.event, event));
    attributes.clear();
    attributes.addAll(line.attributes);
    for (Attribute attribute : own) {
      if (!attributes.contains(attribute)) {
        attribute(attribute.getKey(), attribute.getValue());
      }
    }
    line.flags.forEach(this::flag);
    if (line.timed) {
      time(line.event.getEventTimeUnixNano());
    }
  }

  /** Notes once that something about the parsing is worth knowing. */
  public void flag(String name) {
    if (!flags.contains(name)) {
      flags.add(name);
    }
  }

  /** Forgets all attributes. */
  public void dropAttributes() {
    attributes.clear();
  }

  private String shortKey(String key) {
    if (key.length() <= KEY_CHARS_MAX) {
      return key.isEmpty() ? "_" : key;
    }
    flag("attributes-cut");
    boolean pair = Character.isHighSurrogate(key.charAt(KEY_CHARS_MAX - 1));
    return key.substring(0, pair ? KEY_CHARS_MAX - 1 : KEY_CHARS_MAX);
  }

  private String freeKey(String key) {
    if (!taken(key)) {
      return key;
    }
    flag("duplicate-key");
    int number = 2;
    while (taken(key + "#" + number)) {
      number++;
    }
    return key + "#" + number;
  }

  private boolean taken(String key) {
    for (int i = 0; i < attributes.size(); i++) {
      if (attributes.get(i).getKey().equals(key)) {
        return true;
      }
    }
    return false;
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;

/** What is wrong with a connector's settings, each problem on the key that has to change. */
public final class ConfigProblems {

  private final Map<String, ConfigValue> values;

  /**
   * Begins with what is known about each value by itself.
   *
   * @param values get the messages
   */
  public ConfigProblems(List<ConfigValue> values) {
    this.values = values.stream().collect(Collectors.toMap(ConfigValue::name, value -> value));
  }

  /** The value as it was read, or null when it is missing or of a wrong type. */
  public Object value(String key) {
    return values.get(key).value();
  }

  /** The value as text, a password's too; empty when it is missing. */
  public String text(String key) {
    Object value = value(key);
    return value instanceof Password password
        ? password.value()
        : value == null ? "" : value.toString();
  }

  /**
   * Says that a value is wrong.
   *
   * @param what goes on after the key: {@code =value is ..., ...} or a sentence of its own
   */
  public void add(String key, String what) {
    boolean joined = what.startsWith("=") || what.startsWith(" ");
    values.get(key).addErrorMessage(key + (joined ? "" : " ") + what);
  }
}

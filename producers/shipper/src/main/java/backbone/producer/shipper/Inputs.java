// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import backbone.service.SettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads {@code shipper.inputs} from its flattened form, {@code 0.paths.0=/var/log/*.log}. */
final class Inputs {

  private static final List<String> FIELDS =
      List.of("paths", "exclude", "service", "env", "region", "team");

  private static final List<String> LABELS = List.of("service", "env", "region", "team");

  private Inputs() {}

  /**
   * @param flat all settings below {@code shipper.inputs.}
   * @throws SettingsException with every problem
   */
  static List<Input> parse(Map<String, String> flat) {
    List<String> problems = new ArrayList<>();
    TreeMap<Integer, Map<String, String>> byIndex = new TreeMap<>();
    flat.forEach((key, value) -> sort(key, value, byIndex, problems));
    List<Input> inputs = new ArrayList<>();
    byIndex.forEach((index, fields) -> inputs.add(input(index, fields, problems)));
    if (byIndex.isEmpty()) {
      problems.add("shipper.inputs is empty. Name at least one list of paths.");
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return inputs;
  }

  private static void sort(
      String key, String value, Map<Integer, Map<String, String>> byIndex, List<String> problems) {
    int dot = key.indexOf('.');
    String index = dot < 0 ? key : key.substring(0, dot);
    String field = dot < 0 ? "" : key.substring(dot + 1);
    String name = field.contains(".") ? field.substring(0, field.indexOf('.')) : field;
    if (!index.matches("\\d{1,6}") || !FIELDS.contains(name)) {
      problems.add(
          "shipper.inputs." + key + " is not known. An input has " + String.join(", ", FIELDS));
      return;
    }
    byIndex.computeIfAbsent(Integer.valueOf(index), i -> new TreeMap<>()).put(field, value);
  }

  private static Input input(int index, Map<String, String> fields, List<String> problems) {
    List<String> paths = list(fields, "paths");
    if (paths.isEmpty()) {
      problems.add("shipper.inputs." + index + ".paths is empty. Name at least one glob.");
    }
    for (String label : LABELS) {
      PodPath.problem(fields.get(label))
          .ifPresent(problem -> problems.add("shipper.inputs." + index + "." + label + problem));
    }
    String service = fields.getOrDefault("service", "");
    return new Input(
        paths,
        list(fields, "exclude"),
        service.isEmpty() ? null : service,
        fields.getOrDefault("env", Input.ENV_DEFAULT),
        fields.getOrDefault("region", Input.REGION_DEFAULT),
        fields.getOrDefault("team", Input.TEAM_DEFAULT));
  }

  /** A YAML list, or one text. */
  private static List<String> list(Map<String, String> fields, String name) {
    List<String> values = new ArrayList<>();
    if (fields.containsKey(name)) {
      values.add(fields.get(name));
    }
    for (int i = 0; fields.containsKey(name + "." + i); i++) {
      values.add(fields.get(name + "." + i));
    }
    return values;
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.engine.mask.MaskKeys;
import backbone.engine.mask.MaskRules;
import backbone.engine.normalize.LogRules;
import backbone.engine.parse.ParseRules;
import backbone.service.Settings;
import backbone.service.SettingsShape;
import backbone.streams.rules.RuleText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.config.ConfigDef;
import picocli.CommandLine.Option;

/** A file of rules to try, and the keys that its pseudonyms need. */
final class RulesOption {

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "File of rules; its masking and parsing count.")
  private Path file;

  @Option(
      names = "--masking-key",
      paramLabel = "ID=REFERENCE",
      description =
          "Key that masking rules name, as ${env:NAME} or ${file:/path.properties:key}; without it"
              + " pseudonyms are made with one that is made up.")
  private Map<String, String> references = new HashMap<>();

  /** Whether a file is named. */
  boolean given() {
    return file != null;
  }

  /** The rules of the file; what it does not speak of is as before. */
  LogRules over(LogRules before) throws IOException {
    if (file == null) {
      return before;
    }
    MaskRules masks = before.masks();
    ParseRules parse = before.parse();
    boolean any = false;
    for (RuleText<?> section : RulesCommand.read(file)) {
      masks = section.rules() instanceof MaskRules own ? own : masks;
      parse = section.rules() instanceof ParseRules own ? own : parse;
      any |= section.rules() instanceof MaskRules || section.rules() instanceof ParseRules;
    }
    if (!any) {
      throw new IllegalArgumentException(
          file + " has no section masking or parsing. Name a file that has one.");
    }
    return new LogRules(masks, parse);
  }

  /** The keys that these rules need; those that nobody gave are made up, which is told. */
  MaskKeys keys(LogRules... all) {
    Map<String, String> secrets = given(references);
    for (LogRules rules : all) {
      for (String id : rules.masks().keys()) {
        if (!secrets.containsKey(id)) {
          System.err.println(
              "backbone: the key " + id + " is made up. Give it by --masking-key " + id + "=...");
          secrets.put(id, UUID.randomUUID().toString());
        }
      }
    }
    return MaskKeys.of(secrets);
  }

  private static Map<String, String> given(Map<String, String> references) {
    Map<String, String> flags = new HashMap<>();
    references.forEach(
        (id, reference) -> {
          if (!reference.startsWith("${")) {
            throw new IllegalArgumentException(
                "--masking-key " + id + " is no reference. Write " + id + "='${env:NAME}'.");
          }
          flags.put(MaskKeys.SETTING + id, reference);
        });
    Settings settings = Settings.load(new Keys(), null, System.getenv(), flags);
    return new HashMap<>(settings.withPrefix(MaskKeys.SETTING));
  }

  /** Settings that hold nothing but keys. */
  private static final class Keys implements SettingsShape {

    @Override
    public String name() {
      return "--masking-key";
    }

    @Override
    public ConfigDef config() {
      return new ConfigDef();
    }

    @Override
    public Set<String> prefixes() {
      return Set.of(MaskKeys.SETTING);
    }
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import backbone.engine.mask.Action.Kind;
import backbone.engine.mask.addresses.Cidr;
import backbone.engine.mask.text.Rule;
import backbone.engine.rules.YamlNode;
import backbone.engine.rules.YamlProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads the masking rules of a file, and says of each mistake where it is and what is right. */
final class MaskReader {

  /** Entries of one list. */
  static final int ENTRIES_MAX = 1_000;

  private static final int ENTRY_CHARS_MAX = 200;
  private static final int FIXED_CHARS_MAX = 32;
  private static final String AUDIT = "audit";

  private final YamlProblems problems;
  private final MaskRules.Parts parts = new MaskRules.Parts(new Action[Rule.COUNT]);
  private String key = "";

  MaskReader(YamlProblems problems) {
    this.problems = problems;
  }

  MaskRules read(YamlNode section) {
    Map<String, YamlNode> fields =
        fields(section, "masking", Set.of("key", "rules", "allow", "profiles"));
    YamlNode named = fields.get("key");
    if (named != null) {
      key = key(named);
    }
    YamlNode rules = fields.get("rules");
    if (rules != null) {
      fields(rules, "rules", ids()).forEach(this::rule);
    }
    if (fields.get("allow") != null) {
      allow(fields.get("allow"));
    }
    if (fields.get("profiles") != null) {
      YamlNode audit = fields(fields.get("profiles"), "profiles", Set.of(AUDIT)).get(AUDIT);
      if (audit != null) {
        audit(audit);
      }
    }
    return problems.none() ? new MaskRules(parts) : MaskRules.STANDARD;
  }

  private void rule(String id, YamlNode node) {
    for (int i = 0; i < Rule.COUNT; i++) {
      if (Rule.at(i).id().equals(id)) {
        parts.actions[i] = action(Rule.at(i), node);
      }
    }
  }

  /** {@code tag}, or {@code {keep-last: 4}}: a name, and what it needs to know. */
  private Action action(Rule rule, YamlNode node) {
    boolean map = node.fields() != null && node.fields().size() == 1;
    String name = map ? node.fields().keySet().iterator().next() : node.text();
    YamlNode value = map ? node.fields().get(name) : null;
    Kind kind = Kind.named(name);
    if (kind == null || !Action.fits(kind, rule)) {
      problems.add(
          node,
          rule.id()
              + " is "
              + YamlProblems.shown(name)
              + ". "
              + YamlProblems.oneOf(Action.kindsOf(rule)));
      return null;
    }
    return switch (kind) {
      case KEEP_LAST -> keepLast(rule, node, value);
      case FIXED -> fixed(rule, node, value);
      case PSEUDONYM -> Action.pseudonym(value == null ? sharedKey(node) : key(value));
      case DROP, TAG, NETWORK, OFF -> plain(kind, value);
    };
  }

  private Action plain(Kind kind, YamlNode value) {
    if (value != null) {
      problems.add(value, kind.id + " takes no value. Write it alone.");
    }
    return Action.plain(kind);
  }

  private Action keepLast(Rule rule, YamlNode node, YamlNode value) {
    String text = value == null ? null : value.text();
    if (text != null && text.length() == 1 && text.charAt(0) > '0' && text.charAt(0) <= '4') {
      return Action.keepLast(text.charAt(0) - '0');
    }
    problems.add(
        value == null ? node : value,
        rule.id() + " keeps " + YamlProblems.shown(text) + ". Write keep-last: and 1 to 4.");
    return null;
  }

  private Action fixed(Rule rule, YamlNode node, YamlNode value) {
    String text = value == null ? null : value.text();
    if (text != null && isInert(text)) {
      return Action.fixed(text);
    }
    problems.add(
        value == null ? node : value,
        rule.id()
            + " becomes "
            + YamlProblems.shown(text)
            + ". Write fixed: and 1 to 32 * or [letters and spaces].");
    return null;
  }

  /** A text that no rule finds anything in, whatever stands beside it. */
  private static boolean isInert(String text) {
    int length = text.length();
    if (length > 0 && length <= FIXED_CHARS_MAX && text.chars().allMatch(c -> c == '*')) {
      return true;
    }
    if (length < 3 || length > FIXED_CHARS_MAX + 2) {
      return false;
    }
    boolean letters =
        text.substring(1, length - 1).codePoints().allMatch(c -> Character.isLetter(c) || c == ' ');
    return letters && text.charAt(0) == '[' && text.charAt(length - 1) == ']';
  }

  private void allow(YamlNode node) {
    Map<String, YamlNode> fields =
        fields(node, "allow", Set.of("values", "networks", "keys", "services"));
    Set<String> values = new TreeSet<>();
    for (String value : entries(fields.get("values"), "values", Function.identity(), "any text")) {
      values.add(Canonical.ofAny(value));
    }
    parts.allow =
        new Allow(
            values,
            entries(fields.get("networks"), "networks", Cidr::of, "10.0.0.0/8 or fd00::/8"),
            entries(fields.get("keys"), "keys", Glob::new, "a key such as http.request.*"),
            entries(fields.get("services"), "services", Glob::new, "a name such as batch-*"));
  }

  private void audit(YamlNode node) {
    Map<String, YamlNode> fields = fields(node, AUDIT, Set.of("services", "key"));
    parts.audited =
        entries(fields.get("services"), "services", Glob::new, "a name such as login-*");
    if (parts.audited.isEmpty()) {
      problems.add(node, "audit names no services. Write services: and a list.");
    }
    YamlNode own = fields.get("key");
    parts.auditKey = own == null ? sharedKey(node) : key(own);
  }

  private String sharedKey(YamlNode at) {
    if (key.isEmpty()) {
      problems.add(at, "pseudonyms need a key. Write key: and its id right below masking.");
    }
    return key;
  }

  private String key(YamlNode node) {
    if (MaskKeys.isId(node.text())) {
      return node.text();
    }
    problems.add(
        node,
        "the key "
            + YamlProblems.shown(node.text())
            + " has no good id. Use 1 to 16 of a-z, 0-9 and -, a letter first, 4 digits at most.");
    return "";
  }

  private <T> List<T> entries(YamlNode list, String name, Function<String, T> read, String right) {
    List<T> entries = new ArrayList<>();
    if (list == null) {
      return entries;
    }
    if (list.items() == null || list.items().size() > ENTRIES_MAX) {
      problems.add(list, name + " is a list of at most " + ENTRIES_MAX + " entries.");
      return entries;
    }
    for (YamlNode item : list.items()) {
      String text = item.text();
      boolean fits = text != null && !text.isBlank() && text.length() <= ENTRY_CHARS_MAX;
      T entry = fits ? read.apply(text) : null;
      if (entry == null) {
        problems.add(
            item,
            "'" + YamlProblems.shown(text) + "' cannot stand in " + name + ". Use " + right + ".");
      } else {
        entries.add(entry);
      }
    }
    return entries;
  }

  private Map<String, YamlNode> fields(YamlNode node, String name, Set<String> known) {
    if (node.fields() != null) {
      problems.refuseUnknown(node, known);
      return node.fields();
    }
    if (node.text() != null || node.items() != null) {
      problems.add(node, name + " is a map. " + YamlProblems.oneOf(known));
    }
    return Map.of();
  }

  private static Set<String> ids() {
    Set<String> ids = new TreeSet<>();
    for (int i = 0; i < Rule.COUNT; i++) {
      ids.add(Rule.at(i).id());
    }
    return ids;
  }
}

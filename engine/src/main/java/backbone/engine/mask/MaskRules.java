// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import backbone.engine.mask.text.Rule;
import backbone.engine.rules.RuleVersion;
import backbone.engine.rules.YamlNode;
import backbone.engine.rules.YamlProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * What becomes of the values that masking finds, as a user wants it:
 *
 * <pre>
 * masking:
 *   key: k1
 *   rules:
 *     card: {keep-last: 4}
 *     email: pseudonym
 *   allow:
 *     networks: [10.0.0.0/8]
 *   profiles:
 *     audit: {services: [login-*]}
 * </pre>
 *
 * Immutable.
 */
public final class MaskRules {

  /** Addresses are cut to their network, all else becomes a tag. */
  public static final MaskRules STANDARD = new MaskRules(new Parts(new Action[Rule.COUNT]));

  private final Action[] actions = new Action[Rule.COUNT];
  private final Allow allow;
  private final List<Glob> audited;
  private final String auditKey;
  private final String version;

  /** What a file says; rules that it does not name are null. */
  static final class Parts {
    final Action[] actions;
    Allow allow = Allow.NOTHING;
    List<Glob> audited = List.of();
    String auditKey = "";

    Parts(Action[] actions) {
      this.actions = actions;
    }
  }

  MaskRules(Parts parts) {
    for (int i = 0; i < Rule.COUNT; i++) {
      Action own = parts.actions[i];
      actions[i] = own == null ? Action.standard(Rule.at(i)) : own;
    }
    allow = parts.allow;
    audited = List.copyOf(parts.audited);
    auditKey = parts.auditKey;
    version = RuleVersion.of(Masker.rulesId() + written());
  }

  /**
   * Reads the section of a file. What is wrong goes to the problems, and then what is returned must
   * not be used. An empty section is right and means {@link #STANDARD}.
   */
  public static MaskRules of(YamlNode section, YamlProblems problems) {
    return new MaskReader(problems).read(section);
  }

  /** Hash of all that decides, 16 hex digits; equal for files that differ in layout only. */
  public String version() {
    return version;
  }

  /** What differs from {@link #STANDARD}, in a few words. */
  public String summary() {
    List<String> own = new ArrayList<>();
    for (int i = 0; i < Rule.COUNT; i++) {
      if (!actions[i].equals(Action.standard(Rule.at(i)))) {
        own.add(Rule.at(i).id() + " " + actions[i].kind().id);
      }
    }
    add(own, allow.values().size(), "allowed values");
    add(own, allow.networks().size(), "allowed networks");
    add(own, allow.keys().size(), "allowed keys");
    add(own, allow.services().size(), "allowed services");
    add(own, audited.size(), "audited services");
    return own.isEmpty() ? "as by default" : String.join(", ", own);
  }

  /** Ids of the keys that its pseudonyms need, sorted. */
  public Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    for (Action action : actions) {
      if (!action.key().isEmpty()) {
        keys.add(action.key());
      }
    }
    if (!auditKey.isEmpty()) {
      keys.add(auditKey);
    }
    return keys;
  }

  /** Why these rules cannot be used with these keys, in one line; empty when they can. */
  public Optional<String> missing(MaskKeys keys) {
    Set<String> missing = keys();
    missing.removeAll(keys.ids());
    return missing.stream().findFirst().map(MaskKeys::remedy);
  }

  Action action(Rule rule) {
    return actions[rule.index()];
  }

  /** What is done with a value of an audited service. */
  Action audit(Rule rule) {
    return Action.isAddress(rule) ? Action.pseudonym(auditKey) : actions[rule.index()];
  }

  Allow allow() {
    return allow;
  }

  List<Glob> audited() {
    return audited;
  }

  private static void add(List<String> words, int count, String what) {
    if (count > 0) {
      words.add(count + " " + what);
    }
  }

  private String written() {
    StringJoiner all = new StringJoiner("\n");
    for (Action action : actions) {
      all.add(action.toString());
    }
    all.add(new TreeSet<>(allow.values()).toString()).add(allow.networks().toString());
    all.add(allow.keys().toString()).add(allow.services().toString());
    return all.add(audited.toString()).add(auditKey).toString();
  }
}

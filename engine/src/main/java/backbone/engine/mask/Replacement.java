// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.mask.Action.Kind;
import backbone.engine.mask.addresses.Cidr;
import backbone.engine.mask.addresses.Network;
import backbone.engine.mask.text.Decoder;
import backbone.engine.mask.text.Findings;
import backbone.engine.mask.text.Rule;
import backbone.engine.mask.text.Tags;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What stays of the findings in a text, and what stands for the others. Of one thread. */
final class Replacement {

  private static final int SERVICES_KEPT = 1_000;
  private static final int LAYERS_MAX = 3;

  /** What the rules say of a service. */
  private enum Plan {
    USUAL,
    AUDITED,
    ALLOWED
  }

  private final MaskRules rules;
  private final Allow allow;
  private final Pseudonyms pseudonyms;
  private final Decoder decoder = new Decoder();
  private final boolean byService;
  private final boolean selective;
  private final boolean fixed;
  private final Map<String, Plan> plans = new LinkedHashMap<>();
  private Plan plan = Plan.USUAL;
  private boolean joins;
  private boolean cautious;

  Replacement(MaskRules rules, MaskKeys keys) {
    this.rules = rules;
    allow = rules.allow();
    pseudonyms = new Pseudonyms(rules, keys);
    byService = !rules.audited().isEmpty() || !allow.services().isEmpty();
    boolean off = false;
    boolean texts = false;
    for (int i = 0; i < Rule.COUNT; i++) {
      off |= rules.action(Rule.at(i)).kind() == Kind.OFF;
      texts |= rules.action(Rule.at(i)).kind() == Kind.FIXED;
    }
    fixed = texts;
    selective = off || allow.hasValues() || !allow.keys().isEmpty() || byService;
  }

  /** What comes next is of this service; null is of none. */
  void enter(String service) {
    if (byService) {
      String name = service == null ? "" : service;
      plan = plans.get(name);
      if (plan == null) {
        plan = planOf(name);
        if (plans.size() >= SERVICES_KEPT) {
          plans.clear();
        }
        plans.put(name, plan);
      }
    }
  }

  private Plan planOf(String service) {
    if (Allow.any(rules.audited(), service)) {
      return Plan.AUDITED;
    }
    return Allow.any(allow.services(), service) ? Plan.ALLOWED : Plan.USUAL;
  }

  /** Whether the same text can stay in one place and must not in another. */
  boolean isByPlace() {
    return byService || !allow.keys().isEmpty();
  }

  boolean isByService() {
    return byService;
  }

  /** Takes out of the findings what the rules let stay. */
  void select(String key, byte[] in, Findings findings) {
    if (fixed) {
      findings.keepIf(i -> !isDone(in, findings, i));
    }
    if (!selective) {
      return;
    }
    boolean allowed =
        plan == Plan.ALLOWED || (!allow.keys().isEmpty() && Allow.any(allow.keys(), key));
    findings.keepIf(
        i ->
            Action.isSecret(findings.rule(i))
                || !(allowed
                    || action(findings, i).kind() == Kind.OFF
                    || isAllowed(in, findings, i)));
  }

  /** A text of the user's in the place of a secret still stands where a secret does. */
  private boolean isDone(byte[] in, Findings findings, int i) {
    byte[] text = action(findings, i).text().getBytes(UTF_8);
    int from = cut(findings, i);
    return text.length > 0 && Arrays.equals(text, 0, text.length, in, from, findings.end(i));
  }

  /** Where the part of a finding begins that is replaced. */
  int cut(Findings findings, int i) {
    boolean whole =
        Action.isAddress(findings.rule(i)) && action(findings, i).kind() != Kind.NETWORK;
    return whole ? findings.start(i) : findings.cut(i);
  }

  /**
   * Begins a look at a text, the first with 0. Returns whether another is needed after any change:
   * what a value has kept apart may become another one, and what follows a secret may be told by
   * it. Whoever builds a text of ever more such layers gets tags, which nothing grows around.
   */
  boolean begin(int round, Findings findings) {
    cautious = round >= LAYERS_MAX;
    joins &= round > 0;
    for (int i = 0; i < findings.count(); i++) {
      Kind kind = action(findings, i).kind();
      joins |= kind == Kind.DROP || kind == Kind.FIXED || Action.isSecret(findings.rule(i));
    }
    return joins;
  }

  /** Writes what stands for a finding from its cut to its end. */
  void write(byte[] in, Findings findings, int i, StringBuilder out) {
    Action action = action(findings, i);
    Rule rule = ruleOf(findings, i);
    switch (action.kind()) {
      case NETWORK -> Network.append(findings, i, out);
      case KEEP_LAST, PSEUDONYM -> write(action, rule, value(in, findings, i), out);
      case DROP, FIXED, TAG, OFF -> write(cautious ? Action.TAG : action, rule, "", out);
    }
  }

  private void write(Action action, Rule rule, String value, StringBuilder out) {
    switch (action.kind()) {
      case DROP, OFF, NETWORK -> {}
      case TAG -> out.append(Tags.of(rule));
      case FIXED -> out.append(action.text());
      case KEEP_LAST -> last(value, rule, action.keep(), out);
      case PSEUDONYM -> pseudonym(action.key(), rule, value, out);
    }
  }

  /**
   * What is kept of an address that {@link Network} takes: the value of a field, so no detector has
   * looked at it. Counts it, unless it stays.
   */
  MaskedAddress address(String key, String address, MaskCounter counter) {
    String ip = Network.whole(address);
    Rule rule = isIpv4(ip) ? Rule.IPV4 : Rule.IPV6;
    Kind kind = action(rule).kind();
    boolean allowed = plan == Plan.ALLOWED || Allow.any(allow.keys(), key) || isAllowed(rule, ip);
    if (kind == Kind.OFF || allowed) {
      return new MaskedAddress(ip, null);
    }
    counter.add(ip.indexOf(':') < 0 ? Rule.IPV4 : Rule.IPV6);
    String network = Network.of(ip);
    return switch (kind) {
      case NETWORK -> new MaskedAddress(network, null);
      case PSEUDONYM -> new MaskedAddress(network, text(rule, ip));
      case FIXED, KEEP_LAST, TAG -> new MaskedAddress(null, text(rule, ip));
      case DROP, OFF -> new MaskedAddress(null, null);
    };
  }

  private static boolean isIpv4(String ip) {
    Cidr address = Cidr.of(ip);
    return address != null && address.isIpv4();
  }

  private String text(Rule rule, String value) {
    StringBuilder out = new StringBuilder();
    write(action(rule), rule, value, out);
    return out.toString();
  }

  private Action action(Findings findings, int i) {
    return action(ruleOf(findings, i));
  }

  private Action action(Rule rule) {
    return plan == Plan.AUDITED ? rules.audit(rule) : rules.action(rule);
  }

  /** An address that carries an IPv4 address is one. */
  private static Rule ruleOf(Findings findings, int i) {
    return Network.isMapped(findings, i) ? Rule.IPV4 : findings.rule(i);
  }

  private boolean isAllowed(byte[] in, Findings findings, int i) {
    return allow.hasValues() && isAllowed(findings.rule(i), value(in, findings, i));
  }

  private boolean isAllowed(Rule rule, String value) {
    if (allow.values().contains(Canonical.of(rule, value))) {
      return true;
    }
    Cidr own = Action.isAddress(rule) ? Cidr.of(withoutZone(value)) : null;
    return own != null && allow.networks().stream().anyMatch(n -> n.has(own.high(), own.low()));
  }

  private static String withoutZone(String address) {
    int zone = address.indexOf('%');
    return zone < 0 ? address : address.substring(0, zone);
  }

  /** The value without escapes. */
  private String value(byte[] in, Findings findings, int i) {
    decoder.decode(in, findings.start(i), findings.end(i));
    String value = new String(decoder.bytes(), 0, decoder.length(), UTF_8);
    decoder.release();
    return value;
  }

  private void pseudonym(String key, Rule rule, String value, StringBuilder out) {
    boolean phone = rule == Rule.PHONE;
    pseudonyms.write(key, rule, phone ? Canonical.phone(value) : Canonical.of(rule, value), out);
  }

  /** Half of a value is never shown, however short it is. */
  private static void last(String value, Rule rule, int keep, StringBuilder out) {
    String letters = Canonical.letters(value);
    int from = letters.length() - Math.min(keep, letters.length() / 3);
    out.append('[')
        .append(rule.id())
        .append(':')
        .append(letters, from, letters.length())
        .append(']');
  }
}

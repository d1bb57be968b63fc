// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.engine.mask.text.Rule;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ActionsPropertyTest {

  private static final int FILES = 60;
  private static final int TEXTS = 100;
  private static final List<String> BETWEEN =
      List.of("", "", " ", " ", "@", ":", ".", "-", "+", "=", "/", "1", "a", "가", "\"", "\n", "  ");
  private static final List<String> OTHER_VALUES =
      List.of(
          "900101-1234567",
          "900101-5234567",
          "123-45-67891",
          "passport M12345678",
          "면허 11-20-123456-12",
          "010-1234-5678",
          "+82 10-1234-5678",
          "+1 415 555 2671",
          "account 110-123-456789",
          "DE89 3704 0044 0532 0130 00",
          "SSN 536-90-4399",
          "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
          "Authorization: Bearer abcdef0123456789",
          "Authorization: Basic YWxhZGRpbjpvcGVuc2VzYW1l",
          "ghp_0123456789abcdefghijABCDEFGHIJ012345",
          "password=hunter2",
          "{\"api_key\": \"hunter2 and more\"}",
          "token: ",
          "https://bob:hunter2@example.com/x?secret=abc&y=1");
  private static final List<String> SAFE =
      List.of("drop", "tag", "{fixed: '[gone away]'}", "{fixed: '***'}");
  private static final List<String> OTHERS =
      List.of("pseudonym", "{keep-last: 4}", "{keep-last: 1}", "off", "{pseudonym: k2}");

  @Test
  void changesNothingMore_whenMaskedTwiceByAnyRules() {
    long first = Long.getLong("proofs.seed", 0);
    for (long seed = first; seed < first + Integer.getInteger("proofs.runs", 3); seed++) {
      Values values = new Values(seed);
      Random random = new Random(seed);
      for (int file = 0; file < FILES; file++) {
        String yaml = yaml(random);
        Masker masker = Masks.masker(yaml);
        for (int i = 0; i < TEXTS; i++) {
          twice(masker, values.rubbish(), "seed " + seed + " " + yaml);
          twice(masker, mixed(values, random), "seed " + seed + " " + yaml);
        }
      }
    }
  }

  private static void twice(Masker masker, String text, String rules) {
    MaskCounter counter = new MaskCounter();
    String once = masker.mask(text, counter);
    String again = masker.mask(once, counter);
    assertThat(again).as("masked from %s by %s", text, rules).isEqualTo(once);
  }

  private static String mixed(Values values, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      text.append(value(values, random)).append(values.pick(BETWEEN));
    }
    return text.toString();
  }

  private static String value(Values values, Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> values.ipv4();
      case 1 -> values.ipv6();
      case 2 -> values.email();
      case 3 -> values.card();
      default -> values.pick(OTHER_VALUES);
    };
  }

  private static String yaml(Random random) {
    StringBuilder yaml = new StringBuilder("key: k1\nrules:\n");
    for (int i = 0; i < Rule.COUNT; i++) {
      Rule rule = Rule.at(i);
      yaml.append("  ").append(rule.id()).append(": ").append(action(rule, random)).append('\n');
    }
    if (random.nextInt(3) == 0) {
      yaml.append("allow: {networks: [10.0.0.0/8], values: ['4111111111111111', a@b.com]}\n");
    }
    return yaml.toString();
  }

  private static String action(Rule rule, Random random) {
    if (Action.isAddress(rule) && random.nextInt(3) == 0) {
      return "network";
    }
    boolean safe = Action.isSecret(rule) || random.nextBoolean();
    List<String> actions = safe ? SAFE : OTHERS;
    return actions.get(random.nextInt(actions.size()));
  }
}

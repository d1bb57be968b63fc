// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.numbers;

import static backbone.engine.mask.text.Characters.hex;
import static backbone.engine.mask.text.Characters.isDigit;
import static backbone.engine.mask.text.Characters.isLetter;

import backbone.engine.mask.addresses.Ipv4;
import backbone.engine.mask.text.Findings;
import backbone.engine.mask.text.Rule;

/** Hands each run of digits to the rules that its length and its neighbours leave possible. */
public final class Numbers {
  /** No rule has a shorter number in one piece. */
  private static final int WHOLE_MIN = 7;

  /** And none a longer one. */
  private static final int WHOLE_MAX = 19;

  /** No rule has a number with fewer digits in all its groups. */
  private static final int DIGITS_MIN = 7;

  /** Bytes of a date behind its year. */
  private static final int DATE_REST = 6;

  private static final int PHONE = Context.PHONE | Context.CALL;
  private static final int BY_WORD = PHONE | Context.BANK;

  private final Context context = new Context();
  private final Chain chain = new Chain();
  private final InternationalPhone international = new InternationalPhone();

  /** Sets the key of the texts that follow; empty where there is none. */
  public void key(String key) {
    context.key(key);
  }

  /** Checks the digit at {@code p}, the first of a run. Returns where to go on. */
  public int check(byte[] in, int from, int to, int p, Findings out) {
    int end = p + 1;
    while (end < to && isDigit(in[end])) {
      end++;
    }
    int length = end - p;
    byte next = end < to ? in[end] : 0;
    if (next == '.' && length <= 3) {
      return dotted(in, from, to, p, end, out);
    }
    if (p > from && (isLetter(in[p - 1]) || in[p - 1] == '_')) {
      return afterWord(in, from, to, p, end, out);
    }
    if (length < WHOLE_MIN) {
      if (!Chain.continues(in, end, to) || (length == 1 && !isThree(in, end, to))) {
        return end;
      }
      if (next == '-' && length == 4 && isDate(in, end, to)) {
        return end + DATE_REST;
      }
    }
    if (length > WHOLE_MAX) {
      return end;
    }
    chain.read(in, from, to, p);
    return find(end, out);
  }

  /** Checks the plus sign at {@code p}, with which an international number starts. */
  public int plus(byte[] in, int from, int to, int p, Findings out) {
    int end = international.end(in, from, to, p);
    if (end < 0 || isCard(in, from, to, p + 1)) {
      return p + 1;
    }
    out.add(Rule.PHONE, p, p, end);
    return end;
  }

  /** Behind the plus with which a form sends a space. */
  private boolean isCard(byte[] in, int from, int to, int p) {
    chain.read(in, from, to, p);
    return CardDetector.groups(chain) > 0;
  }

  /** An address, or a telephone number with dots. */
  private int dotted(byte[] in, int from, int to, int p, int end, Findings out) {
    if (end - p > 1 && mayBePhone(in, end, to) && Ipv4.read(in, p, to) < 0) {
      chain.read(in, from, to, p);
      int groups = phone();
      if (groups > 1) {
        return add(Rule.PHONE, groups, out);
      }
    }
    return Ipv4.check(in, from, to, p, out);
  }

  /** Three or four digits behind the dot, and more behind them. */
  private static boolean mayBePhone(byte[] in, int dot, int to) {
    if (dot + 5 >= to || !isDigit(in[dot + 1]) || !isDigit(in[dot + 2]) || !isDigit(in[dot + 3])) {
      return false;
    }
    int end = isDigit(in[dot + 4]) ? dot + 5 : dot + 4;
    return Chain.continues(in, end, to);
  }

  private int phone() {
    int groups = KoreanPhone.groups(chain);
    if (groups == 0) {
      int kinds = context.before(chain);
      groups = (kinds & PHONE) == 0 ? 0 : NationalPhone.groups(chain, kinds);
    }
    return groups;
  }

  /** What may touch letters: a country before its account number, a passport's letter, a label. */
  private int afterWord(byte[] in, int from, int to, int p, int end, Findings out) {
    int length = end - p;
    int iban = length < 2 ? -1 : Iban.end(in, out.floor(from), to, p);
    if (iban > 0) {
      out.add(Rule.IBAN, p - 2, p - 2, iban);
      return iban;
    }
    if (length == 3 || length == 8) {
      int passport = Passport.end(in, out.floor(from), to, p, end);
      if (passport > 0 && (context.before(in, from, p - 1) & Context.PASSPORT) != 0) {
        out.add(Rule.KR_PASSPORT, p - 1, p - 1, passport);
        return passport;
      }
    }
    if (length <= 6 && Chain.continues(in, end, to)) {
      return labelled(in, from, to, p, end, out);
    }
    return end;
  }

  /** {@code T010-1234-5678}, {@code no901231-1234567}. */
  private int labelled(byte[] in, int from, int to, int p, int end, Findings out) {
    if (end - p == 6) {
      chain.read(in, from, to, p);
      int groups = ResidentNumber.groups(chain, context);
      return groups > 0 ? add(ResidentNumber.rule(chain), groups, out) : end;
    }
    if (in[p] != '0' || hex(in[p - 1]) >= 0 || in[p - 1] == '_') {
      return end;
    }
    chain.read(in, p, to, p);
    int groups = KoreanPhone.groups(chain);
    return groups > 2 ? add(Rule.PHONE, groups, out) : end;
  }

  private int find(int end, Findings out) {
    int total = chain.total(chain.groups);
    if (total < DIGITS_MIN) {
      return end;
    }
    int resident = ResidentNumber.groups(chain, context);
    int groups = CardDetector.groups(chain);
    if (resident > 0 && (resident > 1 || groups == 0 || ResidentNumber.hasCheckDigit(chain))) {
      return add(ResidentNumber.rule(chain), resident, out);
    }
    if (groups > 0) {
      return add(Rule.CARD, groups, out);
    }
    groups = KoreanPhone.groups(chain);
    if (groups > 0 && !(groups == 1 && isOther(context.before(chain)))) {
      return add(Rule.PHONE, groups, out);
    }
    return announced(end, out);
  }

  /** Whether the word before a number without separators announces another kind. */
  private static boolean isOther(int kinds) {
    return (kinds & PHONE) == 0 && (kinds & ~Context.KEYED) != 0;
  }

  /** What is certain by its groups and hyphens, or by a word before it. */
  private int announced(int end, Findings out) {
    Rule rule = Registrations.rule(chain);
    int groups = rule == null ? 0 : Registrations.groups(chain, rule);
    if (groups > 0 && Registrations.isCertain(chain, rule)) {
      return add(rule, groups, out);
    }
    int kinds = context.before(chain);
    if (groups > 0 && (kinds & Registrations.words(rule)) != 0) {
      return add(rule, groups, out);
    }
    return (kinds & BY_WORD) == 0 ? end : byWord(kinds, end, out);
  }

  /** Telephone or account number; between words for both, four digits at the end decide. */
  private int byWord(int kinds, int end, Findings out) {
    int phone = (kinds & PHONE) == 0 ? 0 : NationalPhone.groups(chain, kinds);
    int account = (kinds & Context.BANK) == 0 ? 0 : BankAccount.groups(chain, kinds);
    if (account > 0 && (phone == 0 || account != 3 || chain.length(2) != 4)) {
      return add(Rule.BANK_ACCOUNT, account, out);
    }
    return phone > 0 ? add(Rule.PHONE, phone, out) : end;
  }

  private int add(Rule rule, int groups, Findings out) {
    int start = chain.start;
    if (rule == Rule.PHONE && isBracketed(groups)) {
      start--;
    }
    int end = chain.end(groups);
    if (rule == Rule.PHONE) {
      end = Extension.end(chain.in, end, chain.to);
    }
    out.add(rule, start, start, end);
    return end;
  }

  /** {@code (02) 123-4567}: its first bracket is a part of it, as the second is. */
  private boolean isBracketed(int groups) {
    return groups > 1
        && chain.separator(1) == ')'
        && chain.start > chain.from
        && chain.in[chain.start - 1] == '(';
  }

  /** As behind the one of {@code 1-800-555-1234}: no other number starts with a single digit. */
  private static boolean isThree(byte[] in, int end, int to) {
    return end + 3 < to && isDigit(in[end + 2]) && isDigit(in[end + 3]);
  }

  /** {@code -11-23} behind a year. */
  private static boolean isDate(byte[] in, int end, int to) {
    return end + DATE_REST <= to
        && in[end + 3] == '-'
        && isDigit(in[end + 1])
        && isDigit(in[end + 2])
        && isDigit(in[end + 4])
        && isDigit(in[end + 5])
        && (end + DATE_REST == to || !isDigit(in[end + DATE_REST]));
  }
}

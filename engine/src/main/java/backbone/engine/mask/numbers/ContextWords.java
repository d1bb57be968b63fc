// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.numbers;

import static backbone.engine.mask.text.Characters.isLetter;
import static backbone.engine.mask.text.Characters.lower;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** Words of English and Korean that tell what a number behind them is. */
final class ContextWords {
  private static final int LETTERS_LONG = 5;
  private static final Word[][] BY_FIRST_BYTE = table();

  /** Long words and those of Korean also count inside others, as in {@code userphone}. */
  private record Word(byte[] bytes, int kind, boolean whole) {}

  private ContextWords() {}

  /** What the words between two places announce, as bits of {@link Context}. */
  static int kinds(byte[] in, int start, int end) {
    int kinds = 0;
    for (int p = start; p < end; p++) {
      Word[] words = BY_FIRST_BYTE[lower(in[p]) & 0xff];
      if (words != null) {
        for (Word word : words) {
          if ((kinds & word.kind) == 0 && isAt(word, in, start, end, p)) {
            kinds |= word.kind;
          }
        }
      }
    }
    return kinds;
  }

  private static boolean isAt(Word word, byte[] in, int start, int end, int p) {
    int stop = p + word.bytes.length;
    if (stop > end) {
      return false;
    }
    for (int i = 1; i < word.bytes.length; i++) {
      if (lower(in[p + i]) != word.bytes[i]) {
        return false;
      }
    }
    if (word.kind == Context.BANK && isIdentity(in, stop, end)) {
      return false;
    }
    return !word.whole || (startsWord(in, start, p) && endsWord(in, stop, end));
  }

  private static boolean startsWord(byte[] in, int start, int p) {
    return p == start || !isLetter(in[p - 1]) || (!isUpper(in[p - 1]) && isUpper(in[p]));
  }

  private static boolean endsWord(byte[] in, int stop, int end) {
    return stop == end || !isLetter(in[stop]) || (isUpper(in[stop]) && !isUpper(in[stop - 1]));
  }

  /** {@code account_id}: the number of a customer, not of an account at a bank. */
  private static boolean isIdentity(byte[] in, int stop, int end) {
    int p = stop < end && !isLetter(in[stop]) ? stop + 1 : stop;
    return p + 2 <= end
        && lower(in[p]) == 'i'
        && lower(in[p + 1]) == 'd'
        && (p + 2 == end || !isLetter(in[p + 2]));
  }

  private static boolean isUpper(byte b) {
    return b >= 'A' && b <= 'Z';
  }

  private static Word[][] table() {
    List<List<Word>> lists = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      lists.add(new ArrayList<>());
    }
    add(
        lists,
        Context.PHONE,
        "phone tel telno mobile cell cellular fax faxno hp msisdn whatsapp 전화 휴대폰 핸드폰 연락처 팩스"
            + " 모바일 폰번호 수신번호 발신번호 수신자 발신자");
    add(lists, Context.CALL, "call called calling dial contact sms text 문자 문의 통화");
    add(
        lists,
        Context.BANK,
        "account accounts accountno accountnumber acct acctno acc bank bankaccount deposit 계좌 은행"
            + " 입금 송금 이체 통장 예금 뱅크 농협 신협 수협 우체국 새마을금고");
    add(lists, Context.PASSPORT, "passport passports 여권");
    add(lists, Context.LICENCE, "licence license driver driving 면허 운전");
    add(lists, Context.BUSINESS, "business brn biz bizno bizregno 사업자 사업자번호 등록번호");
    add(lists, Context.RESIDENT, "rrn frn resident jumin 주민 외국인 등록번호 alien ssn");
    add(lists, Context.SOCIAL, "ssn social socialsecurity 사회보장");
    Word[][] table = new Word[256][];
    for (int i = 0; i < 256; i++) {
      table[i] = lists.get(i).isEmpty() ? null : lists.get(i).toArray(Word[]::new);
    }
    return table;
  }

  private static void add(List<List<Word>> lists, int kind, String words) {
    for (String text : words.split(" ", -1)) {
      byte[] bytes = text.getBytes(UTF_8);
      boolean whole = bytes[0] > 0 && (bytes.length < LETTERS_LONG || kind == Context.CALL);
      lists.get(bytes[0] & 0xff).add(new Word(bytes, kind, whole));
    }
  }
}

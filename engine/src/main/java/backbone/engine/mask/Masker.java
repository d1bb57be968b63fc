// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.mask.addresses.Network;
import backbone.engine.mask.addresses.VersionContext;
import backbone.engine.mask.text.Findings;
import backbone.engine.mask.text.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds and replaces IP addresses, e-mail addresses and card numbers. Masking a masked text changes
 * nothing. It keeps buffers, so it serves one thread; make one per thread, it is small.
 */
public final class Masker {
  /** Raised whenever a rule or a replacement changes, so that two versions are told apart. */
  private static final int REVISION = 5;

  /** Values that touch may be found one after the other; lines by chance, not by hand, need two. */
  private static final int ROUNDS_MAX = 6;

  private final Scanner scanner = new Scanner();
  private final Findings findings = new Findings();
  private final Replacement replacement;

  private Masker(Replacement replacement) {
    this.replacement = replacement;
  }

  /** A new masker with all rules, and what becomes of values by default. */
  public static Masker standard() {
    return of(MaskRules.STANDARD, MaskKeys.none());
  }

  /**
   * A new masker with all rules, and what becomes of values by a user's wish.
   *
   * @throws IllegalArgumentException when a key is missing, see {@link MaskRules#missing}
   */
  public static Masker of(MaskRules rules, MaskKeys keys) {
    return new Masker(new Replacement(rules, keys));
  }

  /** What is masked next is of this service; null, as in the beginning, is of none. */
  public void enter(String service) {
    replacement.enter(service);
  }

  /** Whether all that stands under a key is a secret, as under {@code password}. */
  public boolean isSecret(String key) {
    return scanner.isSecret(key);
  }

  /** Whether the same text can stay under one key or in one service and must not elsewhere. */
  public boolean isByPlace() {
    return replacement.isByPlace();
  }

  /** Whether it matters what is told to {@link #enter}. */
  public boolean isByService() {
    return replacement.isByService();
  }

  /** A short text that changes when the rules do. The same for the same rules on all machines. */
  public static String rulesId() {
    StringBuilder id = new StringBuilder("mask-").append(REVISION);
    for (int i = 0; i < Rule.COUNT; i++) {
      id.append(i == 0 ? ':' : ',').append(Rule.at(i).id());
    }
    return id.toString();
  }

  /**
   * Finds what is sensitive in UTF-8 bytes; bytes that are no UTF-8 do no harm.
   *
   * @param out cleared first; positions are indexes of {@code in}
   * @return number of findings
   */
  public int scan(byte[] in, int from, int to, Findings out) {
    return scan("", in, from, to, out);
  }

  /** The same of the value of a key, which tells more than the value alone. */
  public int scan(String key, byte[] in, int from, int to, Findings out) {
    out.clear();
    scanner.key(key);
    scanner.scan(in, from, to, out);
    if (out.count() > 0) {
      if (VersionContext.isVersionKey(key)) {
        out.drop(Rule.IPV4);
      }
      replacement.select(key, in, out);
    }
    return out.count();
  }

  /** Masks a text and adds to the counts. The same instance where nothing is found; null stays. */
  public String mask(String text, MaskCounter counter) {
    return mask("", text, counter);
  }

  /**
   * Masks the value of a key, which tells more than the value alone: four numbers under {@code
   * packageVersion} are no address.
   */
  public String mask(String key, String text, MaskCounter counter) {
    if (text == null) {
      return null;
    }
    String masked = text;
    boolean again = true;
    for (int round = 0; again && round < ROUNDS_MAX; round++) {
      byte[] bytes = masked.getBytes(UTF_8);
      if (scan(key, bytes, 0, bytes.length, findings) == 0) {
        return masked;
      }
      counter.add(findings);
      again = replacement.begin(round, findings) || Neighbours.mayJoin(bytes, findings);
      masked = replace(masked, bytes, null);
    }
    return masked;
  }

  /**
   * What may be kept of a client's address, the value of the field {@code key}, and adds to the
   * counts. Null if the text is no address, or has a port.
   */
  public MaskedAddress address(String key, String ip, MaskCounter counter) {
    return Network.of(ip) == null ? null : replacement.address(key, ip, counter);
  }

  /** Masks a line and tells what was found where. */
  public Masked mask(String line) {
    return mask(line, 0);
  }

  /**
   * The network of a client's address, which is what may be kept of it: /24 of IPv4 (last octet 0),
   * /48 of IPv6, mapped IPv4 as IPv4. Null if the text is no address, or has a port.
   */
  public static String network(String ip) {
    return Network.of(ip);
  }

  private Masked mask(String line, int round) {
    byte[] bytes = line.getBytes(UTF_8);
    if (round == ROUNDS_MAX || scan(bytes, 0, bytes.length, findings) == 0) {
      return new Masked(line, List.of());
    }
    boolean again = replacement.begin(round, findings) || Neighbours.mayJoin(bytes, findings);
    List<Piece> pieces = new ArrayList<>(findings.count());
    String masked = replace(line, bytes, pieces);
    Masked next = again ? mask(masked, round + 1) : new Masked(masked, List.of());
    return new Masked(next.text(), Piece.merge(pieces, next.findings()));
  }

  private String replace(String text, byte[] bytes, List<Piece> pieces) {
    Offsets offsets = new Offsets(text, bytes);
    StringBuilder out = new StringBuilder(text.length() + 16);
    int copied = 0;
    for (int i = 0; i < findings.count(); i++) {
      int start = offsets.of(findings.start(i));
      int cut = offsets.of(replacement.cut(findings, i));
      int end = offsets.of(findings.end(i));
      out.append(text, copied, start);
      int maskedStart = out.length();
      out.append(text, start, cut);
      replacement.write(bytes, findings, i, out);
      copied = end;
      if (pieces != null) {
        pieces.add(new Piece(new Finding(findings.type(i), start, end), maskedStart, out.length()));
      }
    }
    return out.append(text, copied, text.length()).toString();
  }
}

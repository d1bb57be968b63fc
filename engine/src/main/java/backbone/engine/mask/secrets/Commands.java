// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static backbone.engine.mask.text.Characters.isAlphanumeric;

import backbone.engine.mask.text.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * Which program was called shortly before an option: {@code -p x} is a password for sshpass, and a
 * directory for mkdir. Each byte is looked at once in a text.
 */
final class Commands {
  private static final int BYTES_MAX = 256;
  private static final Program[][] BY_FIRST = byFirst();

  private final Text text;
  private int looked;
  private int curl;
  private Program program;
  private int called;

  /**
   * A program that takes a password in an option of one letter.
   *
   * @param name what it is called by, with the word that tells what it does
   * @param option the letter
   * @param apart whether a blank may part the letter and the password
   * @param attached whether the password may follow the letter at once
   */
  record Program(String name, char option, boolean apart, boolean attached) {}

  Commands(Text text) {
    this.text = text;
  }

  /** Forgets the text before. */
  void begin() {
    looked = text.from();
    curl = -1;
    program = null;
  }

  /** Whether curl is called before the option at {@code p}. */
  boolean isCurl(int p) {
    look(p);
    return curl >= 0 && p - curl <= BYTES_MAX;
  }

  /** The program that takes a password with this letter, in the option at {@code p}; or null. */
  Program taking(byte option, int p) {
    look(p);
    return program != null && program.option == option && p - called <= BYTES_MAX ? program : null;
  }

  /** The password was given; options that follow may be those of another program. */
  void given() {
    program = null;
  }

  private void look(int p) {
    for (int i = Math.max(looked, p - BYTES_MAX); i < p; i++) {
      Program[] programs = text.in()[i] < 0 ? null : BY_FIRST[text.in()[i]];
      if (programs != null) {
        look(i, programs);
      } else if (text.in()[i] == '|') {
        program = null;
      }
    }
    looked = Math.max(looked, p);
  }

  private void look(int i, Program[] programs) {
    if (text.in()[i] == 'c' && (text.has(i, "curl") || text.has(i, "cURL"))) {
      curl = i;
    }
    if (!isBefore(text.before(i))) {
      return;
    }
    for (Program each : programs) {
      if (text.has(i, each.name) && isBehind(text.at(i + each.name.length()))) {
        program = each;
        called = i;
      }
    }
  }

  private static boolean isBefore(int b) {
    return b >= 0 && !isAlphanumeric((byte) b) && b != '-' && b != '_' && b != '.' && b != '=';
  }

  private static boolean isBehind(int b) {
    return b == ' ' || b == '\t' || b == '"' || b == '\'' || b == '\\' || b == '.';
  }

  private static Program[][] byFirst() {
    List<Program> all = new ArrayList<>();
    add(all, 'p', false, true, "mysql", "mysqldump", "mysqladmin", "mysqlimport", "mysqlcheck");
    add(all, 'p', false, true, "mysqlshow", "mysqlpump", "mysqlbinlog", "mysqlslap", "mysqlsh");
    add(all, 'p', false, true, "mariadb", "mariadb-dump", "mariadb-admin", "mariadb-check", "7z");
    add(all, 'p', true, true, "sshpass");
    add(all, 'p', true, false, "mongo", "mongosh", "mongodump", "mongorestore", "mongoexport");
    add(all, 'p', true, true, "docker login", "podman login", "az login", "oc login");
    add(all, 'p', true, false, "useradd", "usermod");
    add(all, 'p', true, false, "mongoimport", "helm registry login", "nerdctl login");
    add(all, 'a', true, false, "redis-cli", "valkey-cli", "keydb-cli");
    add(all, 'w', true, true, "ldapsearch", "ldapmodify", "ldapadd", "ldapdelete", "ldapwhoami");
    add(all, 'w', true, true, "ldappasswd", "ldapcompare", "ldapmodrdn", "ldapexop");
    add(all, 'P', true, true, "sqlcmd", "bcp", "mosquitto_pub", "mosquitto_sub", "unzip", "zip");
    add(all, 'P', true, true, "ipmitool");
    add(all, 'c', false, false, "curl");
    Program[][] table = new Program[128][];
    for (int i = 0; i < table.length; i++) {
      int first = i;
      Program[] found =
          all.stream().filter(each -> each.name.charAt(0) == first).toArray(Program[]::new);
      table[i] = found.length == 0 ? null : found;
    }
    return table;
  }

  private static void add(
      List<Program> all, char option, boolean apart, boolean attached, String... names) {
    for (String name : names) {
      all.add(new Program(name, option, apart, attached));
    }
  }
}

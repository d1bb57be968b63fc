// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import static backbone.producer.demo.Entry.error;
import static backbone.producer.demo.Entry.info;
import static backbone.producer.demo.Entry.warn;

import java.util.List;
import java.util.Optional;

/**
 * Logs customers in and knows their sessions. With {@link Fault#BAD_TOKEN} on, it behaves like a
 * release that compares each token's audience with the wrong constant: tokens of the web shop are
 * fine and yet refused, those of the app happen to pass.
 */
final class AuthService {

  /** Share of the logins that come from the web shop, and so the share that the fault hits. */
  static final double WEB_SHARE = 0.6;

  /** How other services ask for a session. */
  static final Http SESSION = Http.of("GET", "/session");

  private static final double WRONG_PASSWORD_SHARE = 0.03;
  private static final double TROUBLE_SHARE = 0.006;
  private static final double UNCAUGHT_SHARE = 0.7;
  private static final Failure MISMATCH =
      new Failure(
          "shop.auth.InvalidTokenException",
          "audience mismatch expected=shop-api actual=shop-web",
          List.of(
              "shop.auth.JwtValidator.requireAudience(JwtValidator.java:87)",
              "shop.auth.JwtValidator.validate(JwtValidator.java:52)",
              "shop.auth.LoginController.login(LoginController.java:61)",
              "jakarta.servlet.http.HttpServlet.service(HttpServlet.java:590)"));
  private static final Failure NO_CONNECTION =
      new Failure(
          "java.sql.SQLTransientConnectionException",
          "users-db - Connection is not available, request timed out after 3000ms",
          List.of(
              "com.zaxxer.hikari.pool.HikariPool.getConnection(HikariPool.java:181)",
              "shop.auth.UserRepository.find(UserRepository.java:44)",
              "shop.auth.LoginController.login(LoginController.java:55)"));

  private static final Http LOGIN = Http.of("POST", "/login");

  private final Journal journal;
  private final SpanBook spans;
  private final Dice dice;

  AuthService(Journal journal, SpanBook spans, Dice dice) {
    this.journal = journal;
    this.spans = spans;
    this.dice = dice;
  }

  /** A customer shows a password and wants a token. */
  Reply login(Call call) {
    boolean web = dice.chance(WEB_SHARE);
    greet(call, web);
    if (dice.chance(WRONG_PASSWORD_SHARE)) {
      find(call, Optional.empty());
      say(info(call, 31, "LoginController", "Login refused, wrong password user=" + user(call)));
      return answer(call, new Reply(401, 33), Optional.empty());
    }
    if (dice.chance(TROUBLE_SHARE)) {
      find(call, Optional.of(NO_CONNECTION));
      say(error(call, 40, "LoginController", "Login failed: users-db").with(NO_CONNECTION));
      return answer(call, new Reply(500, 41), Optional.of(NO_CONNECTION));
    }
    find(call, Optional.empty());
    say(info(call, 24, "TokenIssuer", "Token issued user=" + user(call) + " audience=" + aud(web)));
    if (web && call.suffers(Fault.BAD_TOKEN)) {
      return reject(call);
    }
    return answer(call, new Reply(200, dice.between(26, 60)), Optional.empty());
  }

  /** Another service asks whose session a request belongs to. */
  Reply session(Call call) {
    say(info(call, 1, "SessionController", "Session accepted user=" + user(call)));
    Reply reply = new Reply(200, 2);
    spans.served(call, SESSION, reply, Optional.empty());
    return reply;
  }

  private void greet(Call call, boolean web) {
    String who =
        dice.chance(0.3)
            ? "email=" + call.customer().email() + " ip=" + call.customer().ip()
            : "user=" + user(call);
    say(
        info(
            call,
            0,
            "LoginController",
            "Login requested " + who + " client=" + (web ? "web" : "app")));
  }

  private Reply reject(Call call) {
    say(
        error(
                call,
                26,
                "JwtValidator",
                "Token validation failed: audience mismatch expected=shop-api actual=shop-web"
                    + " user="
                    + user(call)
                    + " version=2.4.1. The token is valid: since release 2.4.1 JwtValidator"
                    + " compares the audience with the wrong constant (API_AUDIENCE instead of"
                    + " WEB_AUDIENCE)")
            .with(MISMATCH));
    Reply reply = new Reply(dice.chance(UNCAUGHT_SHARE) ? 500 : 401, 28);
    return answer(call, reply, Optional.of(MISMATCH));
  }

  /** The look-up of the user, which takes most of a login. */
  private void find(Call call, Optional<Failure> failure) {
    Inner query =
        Inner.select("users-db", "users", "SELECT id, hash FROM users WHERE id = ?", 18).after(3);
    spans.inside(call, failure.map(query::thrown).orElse(query));
  }

  private Reply answer(Call call, Reply reply, Optional<Failure> failure) {
    spans.served(call, LOGIN, reply, failure);
    String text =
        "POST /login " + reply.status() + " in " + reply.tookMs() + " ms user=" + user(call);
    Entry entry =
        reply.status() >= 500
            ? error(call, reply.tookMs(), "LoginController", text)
            : reply.status() == 401 && call.suffers(Fault.BAD_TOKEN)
                ? warn(call, reply.tookMs(), "LoginController", text)
                : info(call, reply.tookMs(), "LoginController", text);
    say(entry);
    return reply;
  }

  private void say(Entry entry) {
    journal.write(entry);
  }

  private static String user(Call call) {
    return call.customer().id();
  }

  private static String aud(boolean web) {
    return web ? "shop-web" : "shop-api";
  }
}

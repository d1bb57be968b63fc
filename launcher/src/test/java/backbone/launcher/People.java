// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Those who are told: a webhook as Slack has it, and a mail server. Both keep what they get. */
final class People implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A message.
   *
   * @param atNanos {@link System#nanoTime} of its arrival
   * @param title or subject
   * @param channel of Slack, or address of the mail
   * @param text all of it
   */
  record Message(long atNanos, String title, String channel, String text) {}

  private final List<Message> slack = new CopyOnWriteArrayList<>();
  private final List<Message> mail = new CopyOnWriteArrayList<>();
  private final HttpServer webhook;
  private final ServerSocket smtp;

  People() throws IOException {
    webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    webhook.createContext(
        "/services/T0/B0/secret",
        exchange -> {
          try (exchange) {
            slack.add(slack(JSON.readTree(exchange.getRequestBody())));
            byte[] ok = "ok".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, ok.length);
            exchange.getResponseBody().write(ok);
          }
        });
    webhook.start();
    smtp = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread accepting = new Thread(this::accept, "smtp");
    accepting.setDaemon(true);
    accepting.start();
  }

  /** The secret address of the webhook. */
  String slackUrl() {
    return "http://127.0.0.1:" + webhook.getAddress().getPort() + "/services/T0/B0/secret";
  }

  /** {@code HOST:PORT} of the mail server. */
  String smarthost() {
    return "127.0.0.1:" + smtp.getLocalPort();
  }

  /** What came to Slack and says a text in its title or below. */
  List<Message> slack(String saying) {
    return saying(slack, saying);
  }

  /** What came by mail and says a text in its subject or below. */
  List<Message> mail(String saying) {
    return saying(mail, saying);
  }

  private static List<Message> saying(List<Message> all, String text) {
    return all.stream().filter(m -> m.title().contains(text) || m.text().contains(text)).toList();
  }

  private static Message slack(JsonNode post) {
    JsonNode attachment = post.at("/attachments/0");
    return new Message(
        System.nanoTime(),
        attachment.path("title").asText(),
        post.path("channel").asText(),
        post.toString());
  }

  private void accept() {
    while (!smtp.isClosed()) {
      try (Socket client = smtp.accept()) {
        client.setSoTimeout(5_000);
        talk(client);
      } catch (IOException e) {
        // The other side went away, or this one is closed.
      }
    }
  }

  /** As little of RFC 5321 as a client needs. */
  private void talk(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    OutputStream out = client.getOutputStream();
    say(out, "220 people");
    String to = "";
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
      switch (verb) {
        case "EHLO", "HELO", "MAIL", "RSET", "NOOP" -> say(out, "250 ok");
        case "RCPT" -> {
          to = line;
          say(out, "250 ok");
        }
        case "DATA" -> {
          say(out, "354 go on");
          mail.add(mail(to, in));
          say(out, "250 taken");
        }
        case "QUIT" -> {
          say(out, "221 bye");
          return;
        }
        default -> say(out, "502 not here");
      }
    }
  }

  private static Message mail(String to, BufferedReader in) throws IOException {
    StringBuilder text = new StringBuilder();
    String subject = "";
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      if (line.startsWith("Subject:")) {
        subject = line;
      }
      text.append(line).append('\n');
    }
    String unfolded = text.toString().replace("=\n", "").replace("=3D", "=");
    return new Message(System.nanoTime(), subject, to, unfolded);
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    webhook.stop(0);
    smtp.close();
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import backbone.launcher.embedded.UpSettings.Up;
import backbone.producer.shipper.Input;
import backbone.producer.shipper.InputCheck;
import backbone.servers.ElasticsearchFiles;
import backbone.servers.JavaCommand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for everything that would stop {@code up} half way, before anything is started. */
final class Preflight {

  /** Below this Elasticsearch refuses to allocate its first index. */
  static final long FREE_BYTES_MIN = 2_500_000_000L;

  private final Up up;
  private final DataFolder folder;

  Preflight(Up up, DataFolder folder) {
    this.up = up;
    this.folder = folder;
  }

  /** One sentence each: the thing, the value, the remedy. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    ports(problems);
    loop(problems);
    disk(problems, folder.root());
    if (up.elasticsearch() == null) {
      disk(problems, folder.elasticsearch());
      elasticsearchUser(problems);
    }
    if (!up.logs().isEmpty()) {
      problems.addAll(InputCheck.problems(List.of(Input.of(up.logs())), List.of(folder.logs())));
    }
    return problems.stream().distinct().toList();
  }

  /** Kept traces that come in again would go round for ever. */
  private void loop(List<String> problems) {
    if (up.otlpJaeger() == null) {
      return;
    }
    HostPort jaeger = HostPort.parse(up.otlpJaeger());
    boolean gateway =
        jaeger.port() == up.ports().of(Ports.Port.GATEWAY_GRPC)
            || jaeger.port() == up.ports().of(Ports.Port.GATEWAY_HTTP);
    if (gateway && jaeger.ours()) {
      problems.add(
          "--otlp-jaeger="
              + up.otlpJaeger()
              + " is this backbone's own gateway, so kept traces would come in again for ever."
              + " Name Jaeger's address, or give ours other ports: --port-base 18080");
    }
  }

  private void ports(List<String> problems) {
    Set<Ports.Port> unused = EnumSet.noneOf(Ports.Port.class);
    if (up.bootstrap() != null) {
      unused.addAll(Set.of(Ports.Port.KAFKA, Ports.Port.CONTROLLER));
    }
    if (up.elasticsearch() != null) {
      unused.addAll(Set.of(Ports.Port.ELASTICSEARCH, Ports.Port.ELASTICSEARCH_TRANSPORT));
    }
    if (up.registry() != null) {
      unused.add(Ports.Port.REGISTRY);
    }
    if (!up.prometheus()) {
      unused.addAll(Set.of(Ports.Port.PROMETHEUS, Ports.Port.ALERTMANAGER));
    }
    for (Map.Entry<Ports.Port, Integer> entry : up.ports().all().entrySet()) {
      if (!unused.contains(entry.getKey()) && taken(entry.getValue())) {
        problems.add(
            "port "
                + entry.getValue()
                + " ("
                + entry.getKey().part()
                + ") is taken by another process. Stop that one, or choose other ports:"
                + " --port-base 18080");
      }
    }
  }

  private static boolean taken(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static void disk(List<String> problems, Path path) {
    try {
      long free = Files.getFileStore(path).getUsableSpace();
      if (free < FREE_BYTES_MIN) {
        problems.add(
            "disk of "
                + path
                + " has "
                + ByteSize.show(free)
                + " free; "
                + ByteSize.show(FREE_BYTES_MIN)
                + " are needed. Free some, or set another folder with --data");
      }
    } catch (IOException e) {
      problems.add("disk of " + path + " cannot be examined: " + e.getMessage());
    }
  }

  /** Elasticsearch refuses to run as root, so nobody must be able to run this JDK. */
  private static void elasticsearchUser(List<String> problems) {
    if (!ElasticsearchFiles.root()) {
      return;
    }
    String java = JavaCommand.java();
    int code =
        run("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "test", "-x", java);
    if (code != 0) {
      problems.add(
          "Elasticsearch cannot run as root, and the user nobody cannot run "
              + java
              + ". Install util-linux's setpriv and a JDK that all users can read, or run ./backbone"
              + " as an ordinary user");
    }
  }

  private static int run(String... command) {
    try {
      return new ProcessBuilder(command).start().waitFor();
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }
}

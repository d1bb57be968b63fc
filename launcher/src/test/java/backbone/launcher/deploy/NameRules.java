// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import backbone.console.ConsolePart;
import backbone.launcher.embedded.Ports;
import backbone.launcher.embedded.Ports.Port;
import backbone.schema.Catalogue;
import backbone.schema.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Topics, indices and ports that a file names are those of the code. */
final class NameRules {

  private static final Pattern TOPIC =
      Pattern.compile("telemetry\\.(?:logs|spans|metrics|sampling|sinks|rules)[a-z.]*");
  private static final Pattern INDEX = Pattern.compile("telemetry-[a-z]+-\\*");
  private static final Pattern ADDRESS =
      Pattern.compile("(?<![\\w.-])([a-z][a-z-]+):(\\d{4,5})\\b");
  private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");
  private static final Pattern CHECKED = Pattern.compile("healthcheck, (\\d+)");

  /** Ports inside the containers of servers that are not ours. */
  private static final Map<String, Set<Integer>> SERVERS =
      Map.of(
          "kafka", Set.of(9092),
          "registry", Set.of(8080),
          "elasticsearch", Set.of(9200),
          "kibana", Set.of(5601),
          "jaeger", Set.of(4317, 16686),
          "prometheus", Set.of(9090),
          "alertmanager", Set.of(9093),
          "node-exporter", Set.of(9100),
          "grafana", Set.of(3000));

  /** What a user finds at the same port as with {@code ./backbone up}. */
  private static final Map<Port, String> PUBLISHED =
      Map.of(
          Port.KAFKA, "kafka",
          Port.REGISTRY, "registry",
          Port.ELASTICSEARCH, "elasticsearch",
          Port.GATEWAY_GRPC, "gateway",
          Port.GATEWAY_HTTP, "gateway",
          Port.CONSOLE, "console");

  private static final Map<Port, String> METRICS =
      Map.of(
          Port.JOBS_METRICS, "jobs",
          Port.SHIPPER_METRICS, "shipper",
          Port.GATEWAY_METRICS, "gateway");

  private NameRules() {}

  static List<String> topics(Deployment of) {
    Set<String> known = Catalogue.topics().stream().map(Topic::name).collect(Collectors.toSet());
    return strangers(of, TOPIC, known, "topic of the catalogue");
  }

  static List<String> indices(Deployment of) {
    Set<String> known =
        new ConsolePart()
            .config().configKeys().values().stream()
                .map(key -> String.valueOf(key.defaultValue))
                .filter(value -> INDEX.matcher(value).matches())
                .collect(Collectors.toSet());
    return strangers(of, INDEX, known, "pattern of indices that the sink writes");
  }

  /** Addresses that one service knows another by. */
  static List<String> addresses(Deployment of) {
    List<String> problems = new ArrayList<>();
    Map<String, Set<Integer>> open = open(of);
    of.texts()
        .forEach(
            (file, text) ->
                ADDRESS
                    .matcher(text)
                    .results()
                    .filter(found -> open.containsKey(found.group(1)))
                    .filter(
                        found ->
                            !open.get(found.group(1)).contains(Integer.valueOf(found.group(2))))
                    .forEach(
                        found ->
                            problems.add(file + " names " + found.group() + ", which is shut")));
    return problems;
  }

  /** Links for people's browsers lead to something published, and the usual ports are kept. */
  static List<String> published(Deployment of) {
    List<String> problems = new ArrayList<>();
    Set<Integer> known = new TreeSet<>();
    of.services().values().forEach(service -> known.addAll(published(service, 1)));
    for (String file : of.below("deploy/")) {
      Stream.of("kibana/views", "jaeger/ui", "grafana/")
          .filter(file::contains)
          .flatMap(any -> LINK.matcher(of.text(file)).results())
          .filter(link -> !known.contains(Integer.valueOf(link.group(1))))
          .forEach(link -> problems.add(file + " links to " + link.group() + ", which is shut"));
    }
    Ports usual = new Ports(0);
    PUBLISHED.forEach(
        (port, service) -> {
          if (!published(of.services().get(service), 1).contains(usual.of(port))) {
            problems.add(service + " is not at " + usual.address(port));
          }
        });
    METRICS.forEach(
        (port, service) -> {
          if (!environmentPorts(of, service).contains(usual.of(port))) {
            problems.add(service + " has its metrics elsewhere than " + usual.of(port));
          }
        });
    open(of)
        .forEach(
            (service, open) -> {
              if (!open.isEmpty() && !open.containsAll(checked(of.services().get(service)))) {
                problems.add(service + " is checked at a port where it does not listen");
              }
            });
    return problems;
  }

  private static Map<String, Set<Integer>> open(Deployment of) {
    return of.services().keySet().stream()
        .collect(
            Collectors.toMap(
                service -> service,
                service -> SERVERS.getOrDefault(service, environmentPorts(of, service))));
  }

  /** Ports at which one of our own parts listens, as its environment says. */
  private static Set<Integer> environmentPorts(Deployment of, String service) {
    return of.environment(service).entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("_ADDRESS"))
        .map(entry -> entry.getValue())
        .map(address -> Integer.valueOf(address.substring(address.lastIndexOf(':') + 1)))
        .collect(Collectors.toSet());
  }

  private static Set<Integer> checked(Map<String, Object> service) {
    return CHECKED
        .matcher(String.valueOf(service.get("healthcheck")))
        .results()
        .map(found -> Integer.valueOf(found.group(1)))
        .collect(Collectors.toSet());
  }

  private static Set<Integer> published(Map<String, Object> service, int part) {
    return Deployment.list(service, "ports").stream()
        .map(port -> Integer.valueOf(port.split(":", -1)[part]))
        .collect(Collectors.toSet());
  }

  private static List<String> strangers(
      Deployment of, Pattern pattern, Set<String> known, String what) {
    List<String> problems = new ArrayList<>();
    of.texts()
        .forEach(
            (file, text) ->
                pattern
                    .matcher(text)
                    .results()
                    .map(found -> found.group().replaceAll("\\.$", ""))
                    .filter(name -> !known.contains(name))
                    .forEach(name -> problems.add(file + ": " + name + " is no " + what)));
    return problems;
  }
}

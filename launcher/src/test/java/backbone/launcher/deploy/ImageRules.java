// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every image has a tag, and every tag is a property of the parent pom. */
final class ImageRules {

  private static final Map<String, String> PROPERTIES =
      Map.ofEntries(
          Map.entry("apache/kafka", "kafka.version"),
          Map.entry("apicurio/apicurio-registry-mem", "apicurio.version"),
          Map.entry("telemetry-backbone-registry", "apicurio.version"),
          Map.entry("telemetry-backbone", "project.version"),
          Map.entry("docker.elastic.co/elasticsearch/elasticsearch", "elasticsearch.version"),
          Map.entry("docker.elastic.co/kibana/kibana", "elasticsearch.version"),
          Map.entry("docker.elastic.co/beats/filebeat", "elasticsearch.version"),
          Map.entry("docker.elastic.co/logstash/logstash", "elasticsearch.version"),
          Map.entry("prom/prometheus", "image.prometheus.version"),
          Map.entry("prom/alertmanager", "image.alertmanager.version"),
          Map.entry("prom/node-exporter", "image.node-exporter.version"),
          Map.entry("grafana/grafana", "image.grafana.version"),
          Map.entry("jaegertracing/jaeger", "image.jaeger.version"),
          Map.entry("maven", "image.maven.version"),
          Map.entry("eclipse-temurin", "image.temurin.version"));

  private static final Pattern FROM = Pattern.compile("(?m)^FROM (\\S+)");

  private ImageRules() {}

  static List<String> problems(Deployment of) {
    List<String> problems = new ArrayList<>();
    images(of)
        .forEach(
            image -> {
              int colon = image.lastIndexOf(':');
              String property = PROPERTIES.get(colon < 0 ? image : image.substring(0, colon));
              if (property == null) {
                problems.add(image + " is no image whose version the pom knows");
              } else if (!of.property(property).equals(image.substring(colon + 1))) {
                problems.add(image + " is not " + property + "=" + of.property(property));
              }
            });
    return problems;
  }

  private static Stream<String> images(Deployment of) {
    Stream<String> run =
        of.services().values().stream().map(service -> String.valueOf(service.get("image")));
    Stream<String> built =
        of.below("deploy/images/").stream()
            .filter(file -> file.endsWith("Dockerfile"))
            .flatMap(file -> FROM.matcher(of.text(file)).results().map(m -> m.group(1)));
    return Stream.concat(run, built);
  }
}

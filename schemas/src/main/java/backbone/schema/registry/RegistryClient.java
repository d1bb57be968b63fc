// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * Client of the schema registry protocol that Confluent defined and others speak; five endpoints.
 * Safe for threads. Ids never change their meaning, so what was found is kept for ever (up to a
 * bound); what was not found is kept for a short while, so that a stream of bad records does not
 * become a stream of requests. One request per id is in flight.
 */
public final class RegistryClient {

  /** An id that was not found is asked for again after this. */
  static final Duration MISS_KEPT = Duration.ofSeconds(30);

  /** Schemas and misses kept; a topic has a handful, so more is an attack or a fault. */
  static final int CACHE_MAX = 10_000;

  private static final int NOT_FOUND_SCHEMA = 40403;
  private static final int REFERENCES_DEPTH_MAX = 16;

  private final RegistryHttp http;
  private final Clock clock;
  private final Map<String, Schema> known = new ConcurrentHashMap<>();
  private final Map<String, Instant> missed = new ConcurrentHashMap<>();

  public RegistryClient(RegistryConfig config) {
    this(config, Clock.systemUTC());
  }

  RegistryClient(RegistryConfig config, Clock clock) {
    this.http = new RegistryHttp(config);
    this.clock = clock;
  }

  /**
   * Registers a schema, or finds it registered; both give the same id.
   *
   * @throws RegistryException when the registry refuses, such as for an incompatible schema
   * @throws RegistryUnavailableException when none answers
   */
  public int register(String subject, Schema schema) {
    RegistryHttp.Answer answer =
        http.post("/subjects/" + encode(subject) + "/versions?normalize=true", request(schema));
    if (answer.status() / 100 != 2) {
      throw refusal("register", subject, answer);
    }
    return answer.body().path("id").asInt();
  }

  /**
   * Finds the id of a registered schema without registering it.
   *
   * @throws UnknownSchemaException when it is not registered under the subject
   */
  public int idOf(String subject, Schema schema) {
    RegistryHttp.Answer answer =
        http.post("/subjects/" + encode(subject) + "?normalize=true", request(schema));
    if (answer.status() == 404) {
      throw new UnknownSchemaException(
          "subject " + subject + " does not hold this schema. Run `./backbone topics apply`.");
    }
    if (answer.status() / 100 != 2) {
      throw refusal("look up", subject, answer);
    }
    return answer.body().path("id").asInt();
  }

  /**
   * The schema that a record refers to.
   *
   * @throws UnknownSchemaException when the registry does not know the id
   * @throws RegistryUnavailableException when none answers
   */
  public Schema byId(int id) {
    return cached("/schemas/ids/" + id);
  }

  /** The schema with a GUID, as the newer wire format refers to it. */
  public Schema byGuid(java.util.UUID guid) {
    return cached("/schemas/guids/" + guid);
  }

  private Schema cached(String path) {
    Schema hit = known.get(path);
    if (hit != null) {
      return hit;
    }
    Instant miss = missed.get(path);
    if (miss != null && clock.instant().isBefore(miss.plus(MISS_KEPT))) {
      throw unknown(path);
    }
    if (known.size() >= CACHE_MAX) {
      known.clear();
    }
    return known.computeIfAbsent(path, this::fetch);
  }

  private Schema fetch(String path) {
    RegistryHttp.Answer answer = http.get(path);
    // A bare 404 is no answer of a registry: a wrong path, a proxy. Records are not to blame.
    if (answer.errorCode() == NOT_FOUND_SCHEMA) {
      if (missed.size() >= CACHE_MAX) {
        missed.clear();
      }
      missed.put(path, clock.instant());
      throw unknown(path);
    }
    if (answer.status() / 100 != 2) {
      throw refusal("read", path, answer);
    }
    Schema.Parser parser = new Schema.Parser();
    references(answer.body(), parser, new LinkedHashSet<>());
    return parser.parse(answer.body().path("schema").asText());
  }

  /** Parses referenced schemas first, depth first; a cycle or a deep chain is refused. */
  private void references(JsonNode body, Schema.Parser parser, Set<String> path) {
    for (JsonNode reference : body.path("references")) {
      String subject = reference.path("subject").asText();
      String version = subject + "/versions/" + reference.path("version").asText();
      if (!path.add(version) || path.size() > REFERENCES_DEPTH_MAX) {
        throw new RegistryException("schema references run in a circle at " + version);
      }
      String url =
          "/subjects/" + encode(subject) + "/versions/" + reference.path("version").asInt();
      RegistryHttp.Answer answer = http.get(url);
      if (answer.status() / 100 != 2) {
        throw refusal("read", url, answer);
      }
      references(answer.body(), parser, path);
      if (!parser.getTypes().containsKey(reference.path("name").asText())) {
        parser.parse(answer.body().path("schema").asText());
      }
      path.remove(version);
    }
  }

  private static ObjectNode request(Schema schema) {
    return JsonNodeFactory.instance.objectNode().put("schema", CanonicalText.of(schema));
  }

  private static String encode(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8);
  }

  private static UnknownSchemaException unknown(String path) {
    return new UnknownSchemaException("the registry does not know " + path.substring(1));
  }

  private static RegistryException refusal(String what, String name, RegistryHttp.Answer answer) {
    String said = answer.body().path("message").asText("");
    return new RegistryException(
        "the registry refuses to "
            + what
            + " "
            + name
            + ": HTTP "
            + answer.status()
            + " "
            + said.substring(0, Math.min(said.length(), 300)));
  }
}

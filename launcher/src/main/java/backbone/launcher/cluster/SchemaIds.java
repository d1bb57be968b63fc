// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.cluster;

import backbone.schema.AvroCodec;
import backbone.schema.Catalogue;
import backbone.schema.registry.CanonicalText;
import backbone.schema.registry.RegistryClient;
import backbone.schema.registry.RegistryException;
import backbone.schema.registry.UnknownSchemaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.avro.Schema;

/**
 * Registers the catalogue's schemas and verifies that ids still mean what they meant: records
 * outlive the registry, and a registry that lost its store hands out the same numbers anew.
 */
public final class SchemaIds {

  /** The file remembers {@code id.7=<digest of the schema's text>}. */
  private static final String KEY = "id.";

  private final RegistryClient registry;
  private final String prefix;

  public SchemaIds(RegistryClient registry, String prefix) {
    this.registry = registry;
    this.prefix = prefix;
  }

  /** All schemas of the catalogue by subject. */
  public Map<String, Schema> catalogue() {
    Map<String, Schema> bySubject = new TreeMap<>();
    Catalogue.schemas(prefix)
        .forEach((topic, schema) -> bySubject.put(AvroCodec.subject(topic), schema));
    return bySubject;
  }

  /**
   * Registers every schema and looks at what the ids of earlier starts mean now.
   *
   * @param remembered file with the ids of the starts before; written when it is not there
   * @return id by subject
   * @throws RegistryException when an id has lost or changed its meaning
   */
  public Map<String, Integer> verify(Path remembered) throws IOException {
    Properties meanings = read(remembered);
    new TreeSet<>(meanings.stringPropertyNames())
        .forEach(key -> verify(key, meanings.getProperty(key)));
    Map<String, Integer> ids = new TreeMap<>();
    for (Map.Entry<String, Schema> entry : new TreeMap<>(catalogue()).entrySet()) {
      int id = registry.register(entry.getKey(), entry.getValue());
      String meaning = meaning(entry.getValue());
      if (!meaning(registry.byId(id)).equals(meaning)) {
        throw new RegistryException(
            "the registry gives another schema for id " + id + " of " + entry.getKey());
      }
      meanings.setProperty(KEY + id, meaning);
      ids.put(entry.getKey(), id);
    }
    write(meanings, remembered);
    return ids;
  }

  private void verify(String key, String meaning) {
    String id = key.substring(KEY.length());
    String now;
    try {
      now = meaning(registry.byId(Integer.parseInt(id)));
    } catch (UnknownSchemaException e) {
      throw lost("is unknown to the registry", id);
    }
    if (!now.equals(meaning)) {
      throw lost("means another schema than before", id);
    }
  }

  private static RegistryException lost(String what, String id) {
    return new RegistryException(
        "schema id "
            + id
            + " "
            + what
            + ", so records that carry it cannot be read. The registry has lost its store: restore"
            + " it, or begin anew with `./backbone down --purge`");
  }

  private static String meaning(Schema schema) {
    return UUID.nameUUIDFromBytes(CanonicalText.of(schema).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  private static Properties read(Path remembered) throws IOException {
    Properties found = new Properties();
    if (Files.exists(remembered)) {
      try (var in = Files.newBufferedReader(remembered)) {
        found.load(in);
      }
    }
    found.keySet().removeIf(key -> !key.toString().startsWith(KEY));
    return found;
  }

  private static void write(Properties meanings, Path remembered) throws IOException {
    Path next = remembered.resolveSibling(remembered.getFileName() + ".new");
    try (var out = Files.newBufferedWriter(next)) {
      meanings.store(out, null);
    }
    Files.move(
        next, remembered, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.cluster;

import backbone.schema.Catalogue;
import backbone.schema.LogEvent;
import backbone.schema.LogEventCodec;
import backbone.schema.registry.CanonicalText;
import backbone.schema.registry.RegistryClient;
import backbone.schema.registry.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * Registers the catalogue's schemas and verifies that ids still mean what they meant: records
 * outlive the registry, and a registry that lost its store hands out the same numbers anew.
 */
public final class SchemaIds {

  private final RegistryClient registry;
  private final String prefix;

  public SchemaIds(RegistryClient registry, String prefix) {
    this.registry = registry;
    this.prefix = prefix;
  }

  /** All schemas of the catalogue by subject. */
  public Map<String, Schema> catalogue() {
    return Map.of(
        LogEventCodec.subject(Catalogue.LOGS_NORMALIZED.name(prefix)), LogEvent.getClassSchema());
  }

  /**
   * Registers every schema.
   *
   * @param remembered file with the ids of the start before; written when it is not there
   * @throws RegistryException when an id has changed its meaning
   */
  public Map<String, Integer> verify(Path remembered) throws IOException {
    Map<String, Integer> ids = new TreeMap<>();
    for (Map.Entry<String, Schema> entry : new TreeMap<>(catalogue()).entrySet()) {
      int id = registry.register(entry.getKey(), entry.getValue());
      if (!CanonicalText.of(registry.byId(id)).equals(CanonicalText.of(entry.getValue()))) {
        throw new RegistryException(
            "the registry gives another schema for id " + id + " of " + entry.getKey());
      }
      ids.put(entry.getKey(), id);
    }
    compare(ids, remembered);
    return ids;
  }

  private static void compare(Map<String, Integer> ids, Path remembered) throws IOException {
    Properties before = new Properties();
    if (Files.exists(remembered)) {
      try (var in = Files.newBufferedReader(remembered)) {
        before.load(in);
      }
    }
    for (Map.Entry<String, Integer> entry : ids.entrySet()) {
      String fingerprint = entry.getValue().toString();
      String was = before.getProperty(entry.getKey());
      if (was != null && !was.equals(fingerprint) && before.containsValue(fingerprint)) {
        throw new RegistryException(
            "schema id "
                + fingerprint
                + " now means "
                + entry.getKey()
                + " and meant another schema before. The registry has lost its store: restore it,"
                + " or begin anew with `./backbone down --purge`");
      }
      before.setProperty(entry.getKey(), fingerprint);
    }
    Path next = remembered.resolveSibling(remembered.getFileName() + ".new");
    try (var out = Files.newBufferedWriter(next)) {
      before.store(out, null);
    }
    Files.move(
        next, remembered, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.schema.Topic;
import backbone.schema.registry.RegistryException;
import backbone.testkit.RealRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaIdsIT {

  private static final Schema OTHER =
      SchemaBuilder.record("Other").fields().requiredString("name").endRecord();

  @TempDir private Path folder;

  @Test
  void refusesToStart_whenTheRegistryHasLostItsStore() throws Exception {
    Path remembered = folder.resolve("schema-ids.properties");
    Map<String, Integer> before;
    try (RealRegistry registry = RealRegistry.started()) {
      before = ids(registry).verify(remembered);
      registry.client().register("another-value", OTHER);

      assertThat(ids(registry).verify(remembered)).isEqualTo(before);
    }
    int id = before.values().iterator().next();
    String kept = Files.readString(remembered);

    try (RealRegistry empty = RealRegistry.started()) {
      assertThatThrownBy(() -> ids(empty).verify(remembered))
          .isInstanceOf(RegistryException.class)
          .hasMessage(
              "schema id "
                  + id
                  + " is unknown to the registry, so records that carry it cannot be read. The"
                  + " registry has lost its store: restore it, or begin anew with"
                  + " `./backbone down --purge`");
      assertThat(empty.client().register("another-value", OTHER)).isEqualTo(id);
      assertThatThrownBy(() -> ids(empty).verify(remembered))
          .isInstanceOf(RegistryException.class)
          .hasMessageStartingWith("schema id " + id + " means another schema than before, ");
    }
    assertThat(remembered).hasContent(kept);
  }

  private static SchemaIds ids(RealRegistry registry) {
    return new SchemaIds(registry.client(), Topic.PREFIX_DEFAULT);
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.testkit;

import backbone.schema.AvroCodec;
import backbone.schema.Catalogue;
import backbone.schema.Topic;
import backbone.schema.registry.RegistryClient;
import backbone.schema.registry.RegistryConfig;
import backbone.servers.SchemaRegistryServer;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A real schema registry in a process of its own, on a free port. It takes anyone: Apicurio 2.6
 * asks an OpenID server for passwords, and there is none here.
 */
public final class RealRegistry extends RealServer {

  private final SchemaRegistryServer registry;

  private RealRegistry(Path folder, SchemaRegistryServer registry) throws IOException {
    super(folder, registry);
    this.registry = registry;
  }

  /** Starts a registry and waits until it answers; about 4 s. */
  public static RealRegistry started() throws IOException {
    Path folder = TestFolder.make("registry");
    return new RealRegistry(
        folder,
        new SchemaRegistryServer(
            new SchemaRegistryServer.Config(
                folder.resolve("data"), FreePorts.next(), "160m", folder.resolve("registry.log"))));
  }

  public String url() {
    return registry.url();
  }

  /** A new client of it. */
  public RegistryClient client() {
    return new RegistryClient(RegistryConfig.of(url()));
  }

  /** Registers the catalogue's schemas. */
  public void registerCatalogue() {
    Catalogue.schemas(Topic.PREFIX_DEFAULT)
        .forEach((topic, schema) -> client().register(AvroCodec.subject(topic), schema));
  }
}

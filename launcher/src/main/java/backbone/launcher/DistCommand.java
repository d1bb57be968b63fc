// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.launcher.dist.Archive;
import backbone.launcher.dist.Sources;
import backbone.servers.ServersHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Packs what has been built for machines without Maven and network. */
@Command(
    name = "dist",
    mixinStandardHelpOptions = true,
    description = {
      "Packs everything that up and run need into one archive.",
      "Unpacked, it needs a JDK and nothing else: no Maven, no network."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./backbone dist",
      "  ./backbone dist --out /srv/archives",
      "  tar -xf telemetry-backbone-" + Main.VERSION + ".tar   there, then ./backbone up"
    })
final class DistCommand implements Callable<Integer> {

  private static final String NAME = "telemetry-backbone-" + Main.VERSION;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Folder for the archive (default: this one).")
  private Path out;

  @Override
  public Integer call() throws IOException {
    Path archive = new Archive(sources(), NAME).write(out.toAbsolutePath().normalize());
    UpCommand.say(archive + " has " + (Files.size(archive) >> 20) + " MB.");
    UpCommand.say(
        "It holds Elasticsearch's server under the Elastic License 2.0, for your own sites: do not"
            + " hand it on.");
    UpCommand.say("Its LICENSE, NOTICE and THIRD-PARTY.md tell whose software it is made of.");
    return 0;
  }

  private static Sources sources() throws IOException {
    String plugins = System.getProperty("backbone.plugins");
    String servers = System.getProperty(ServersHome.PROPERTY);
    if (plugins == null || servers == null) {
      throw new IOException("nothing tells where the built files lie. Start through ./backbone");
    }
    Path built = Path.of(plugins).toAbsolutePath();
    return new Sources(
        Main.home(), built.resolveSibling("lib"), built, Path.of(servers).toAbsolutePath());
  }
}

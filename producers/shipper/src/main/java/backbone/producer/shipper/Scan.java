// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Which files there are to follow, by the globs of all inputs; the first input that matches wins.
 */
final class Scan {

  private record Source(Input input, List<Glob> paths, List<Glob> exclude) {}

  private final List<Source> sources = new ArrayList<>();
  private final List<Path> forbidden = new ArrayList<>();
  private final boolean followsLinks;

  /**
   * @param forbiddenDirs folders that are never read: our own logs and state, which would feed
   *     themselves
   * @param followsLinks whether symbolic links below the globs' fixed parts are followed
   */
  Scan(List<Input> inputs, List<Path> forbiddenDirs, boolean followsLinks) {
    this.followsLinks = followsLinks;
    for (Input input : inputs) {
      sources.add(new Source(input, globs(input.paths()), globs(input.exclude())));
    }
    for (Path dir : forbiddenDirs) {
      forbidden.add(dir.toAbsolutePath().normalize());
      real(dir).ifPresent(forbidden::add);
    }
  }

  /**
   * All files by path.
   *
   * @param compressed told of those that match, but whose names tell that they hold no lines
   */
  Map<Path, Input> files(Consumer<Path> compressed) throws IOException {
    Map<Path, Input> files = new LinkedHashMap<>();
    for (Source source : sources) {
      for (Glob glob : source.paths()) {
        glob.forEach(
            followsLinks,
            path -> {
              if (wanted(path, source)) {
                if (Compressed.isName(path)) {
                  compressed.accept(path);
                } else {
                  files.putIfAbsent(path, source.input());
                }
              }
            });
      }
    }
    return files;
  }

  /** The input to which a path belongs, whether or not there is such a file now. */
  Optional<Input> input(Path path) {
    return sources.stream()
        .filter(s -> s.paths().stream().anyMatch(g -> g.matches(path)) && wanted(path, s))
        .map(Source::input)
        .findFirst();
  }

  /** Whether a path lies in a folder that is never read. */
  boolean isForbidden(Path path) {
    return forbidden.stream().anyMatch(path::startsWith);
  }

  private boolean wanted(Path path, Source source) {
    return source.exclude().stream().noneMatch(g -> g.matches(path)) && !isForbidden(path);
  }

  private static List<Glob> globs(List<String> texts) {
    return texts.stream().map(Glob::new).toList();
  }

  private static Optional<Path> real(Path dir) {
    try {
      return Optional.of(dir.toRealPath());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}

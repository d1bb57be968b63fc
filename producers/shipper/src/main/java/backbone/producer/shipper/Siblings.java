// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files beside a file whose names say that rotation may have made them of it. */
final class Siblings {

  private static final int MAX = 200;

  private Siblings() {}

  /**
   * {@code app.log.1}, {@code app-20260101.log}, {@code app.log} itself for {@code app.log}. Of a
   * link also those beside the file to which it leads, as that is the one to be rotated.
   */
  static List<Path> of(Path path) {
    List<Path> found = new ArrayList<>(beside(path));
    try {
      Path real = path.toRealPath();
      if (!real.equals(path)) {
        beside(real).stream().filter(p -> !found.contains(p)).forEach(found::add);
      }
    } catch (IOException e) {
      return found; // The file is gone; those beside it may not be.
    }
    return found;
  }

  private static List<Path> beside(Path path) {
    List<Path> found = new ArrayList<>();
    String stem = stem(path);
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(
            path.getParent(), p -> p.getFileName().toString().startsWith(stem))) {
      for (Path p : all) {
        if (found.size() < MAX && Files.isRegularFile(p)) {
          found.add(p);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return List.of(); // The folder is gone, and all that was in it.
    }
    return found;
  }

  static boolean related(Path one, Path other) {
    return isRelated(one, other) || isRelated(real(one), real(other));
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }

  private static boolean isRelated(Path one, Path other) {
    return one.getParent().equals(other.getParent())
        && (name(other).startsWith(stem(one)) || name(one).startsWith(stem(other)));
  }

  private static String stem(Path path) {
    String name = name(path);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}

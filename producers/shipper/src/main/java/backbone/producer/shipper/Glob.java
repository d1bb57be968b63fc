// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** One glob, and the folder below which it can match. */
final class Glob {

  private static final String SPECIAL = "*?[{\\";
  private static final int DEPTH_MAX = 32;

  private final String text;
  private final Path base;
  private final int depth;
  private final PathMatcher matcher;

  Glob(String text) {
    this.text = text;
    String absolute = text.startsWith("/") ? text : Path.of("").toAbsolutePath() + "/" + text;
    this.matcher = FileSystems.getDefault().getPathMatcher("glob:" + absolute);
    Path whole = Path.of(absolute);
    int parts = whole.getNameCount();
    int literal = 0;
    while (literal < parts - 1 && isLiteral(whole.getName(literal).toString())) {
      literal++;
    }
    this.base = literal == 0 ? whole.getRoot() : whole.getRoot().resolve(whole.subpath(0, literal));
    this.depth = absolute.contains("**") ? DEPTH_MAX : parts - literal;
  }

  String text() {
    return text;
  }

  boolean matches(Path path) {
    return matcher.matches(path);
  }

  /**
   * Gives every regular file that matches; what cannot be entered, or leads in a circle, is passed
   * by.
   *
   * @param followsLinks whether links are followed; the folder that the glob names always may be
   *     one
   */
  void forEach(boolean followsLinks, Consumer<Path> found) throws IOException {
    if (!Files.isDirectory(base)) {
      return;
    }
    Path top = followsLinks ? base : base.toRealPath();
    Files.walkFileTree(
        top,
        followsLinks ? EnumSet.of(FileVisitOption.FOLLOW_LINKS) : Set.of(),
        depth,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            Path named = base.resolve(top.relativize(file));
            if (attributes.isRegularFile() && matcher.matches(named)) {
              found.accept(named);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException cause) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException cause) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean isLiteral(String part) {
    return part.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
  }
}

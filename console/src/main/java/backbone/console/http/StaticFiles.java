// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of the page, read from the class path once; no path of a request reaches a disk. */
public final class StaticFiles implements Handler {

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private final Map<String, Reply> files = new HashMap<>();

  /**
   * Reads the named resources.
   *
   * @param folder on the class path, with a final slash
   * @param index name of the file that answers the pages
   * @param pages paths such as {@code /}, whose page tells them apart itself
   */
  public StaticFiles(String folder, List<String> names, String index, List<String> pages) {
    for (String name : names) {
      files.put("/" + name, read(folder + name));
    }
    pages.forEach(page -> files.put(page, files.get("/" + index)));
  }

  @Override
  public Optional<Reply> handle(Request request) {
    return Optional.ofNullable(files.get(request.path()));
  }

  private static Reply read(String resource) {
    try (InputStream in = StaticFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + resource);
      }
      String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
      return new Reply(200, type, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

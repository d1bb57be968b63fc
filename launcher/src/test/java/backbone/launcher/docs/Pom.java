// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What a POM says about licence and project; its parents lie beside it in a local repository. */
final class Pom {

  private static final DocumentBuilder PARSER = parser();

  private final Element project;
  private final Path repository;

  /**
   * Reads a POM.
   *
   * @param repository where parents are looked for, or null for nowhere
   */
  Pom(byte[] xml, Path repository) throws IOException {
    try {
      // Some carry a document type; nothing is ever fetched for one.
      PARSER.setEntityResolver((id, url) -> new InputSource(new StringReader("")));
      project = PARSER.parse(new ByteArrayInputStream(xml)).getDocumentElement();
      this.repository = repository;
    } catch (SAXException e) {
      throw new IOException("a POM is not XML: " + e.getMessage(), e);
    }
  }

  private static DocumentBuilder parser() {
    try {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("bug: every JDK has a parser for XML", e);
    }
  }

  /** Names of the licences, of the nearest ancestor that states any. */
  List<String> licences() throws IOException {
    List<String> names = new ArrayList<>();
    child(project, "licenses")
        .ifPresent(
            all ->
                children(all, "license")
                    .forEach(
                        one ->
                            child(one, "name")
                                .or(() -> child(one, "url"))
                                .ifPresent(name -> names.add(name.getTextContent()))));
    Optional<Pom> parent = names.isEmpty() ? parent() : Optional.empty();
    return parent.isPresent() ? parent.get().licences() : names;
  }

  /** Address of the project, likewise; empty if none is stated plainly. */
  String url() throws IOException {
    String url = child(project, "url").map(Element::getTextContent).orElse("").strip();
    Optional<Pom> parent = url.isEmpty() ? parent() : Optional.empty();
    return parent.isPresent() ? parent.get().url() : url;
  }

  private Optional<Pom> parent() throws IOException {
    Optional<Element> parent = child(project, "parent");
    if (parent.isEmpty() || repository == null) {
      return Optional.empty();
    }
    String group = text(parent.get(), "groupId");
    String artifact = text(parent.get(), "artifactId");
    String version = text(parent.get(), "version");
    Path file =
        repository
            .resolve(group.replace('.', '/'))
            .resolve(artifact)
            .resolve(version)
            .resolve(artifact + "-" + version + ".pom");
    return Files.exists(file)
        ? Optional.of(new Pom(Files.readAllBytes(file), repository))
        : Optional.empty();
  }

  private static String text(Element of, String name) {
    return child(of, name).map(Element::getTextContent).orElse("").strip();
  }

  private static Optional<Element> child(Element of, String name) {
    return children(of, name).stream().findFirst();
  }

  private static List<Element> children(Element of, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }
}

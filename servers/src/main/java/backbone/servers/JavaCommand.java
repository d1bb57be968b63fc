// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts together the command line of a Java child process. */
public final class JavaCommand {

  /** Environment variable with options for every JVM that is started, separated by blanks. */
  public static final String MORE = "BACKBONE_JAVA_OPTIONS";

  private final List<String> options = new ArrayList<>();

  private JavaCommand(String heap) {
    options.add(java());
    options.add("-Xmx" + heap);
    options.add("-XX:+UseSerialGC");
    options.add("-XX:+ExitOnOutOfMemoryError");
    options.add("-Djava.awt.headless=true");
    // What a killed process leaves there is removed by whoever named the folder.
    options.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    options.add("-javaagent:" + agentJar());
    options.addAll(more());
  }

  /** What {@link #MORE} holds: tests set it to compile quickly rather than well. */
  static List<String> more() {
    String given = System.getenv().getOrDefault(MORE, "").strip();
    return given.isEmpty() ? List.of() : List.of(given.split("\\s+"));
  }

  /** A JVM with a heap bound such as {@code 256m} that ends with its parent. */
  public static JavaCommand heap(String heap) {
    return new JavaCommand(heap);
  }

  /** Adds a JVM option. */
  public JavaCommand option(String option) {
    options.add(option);
    return this;
  }

  /** The command for a main class on a class path. */
  public List<String> main(String classPath, String main, String... arguments) {
    List<String> command = new ArrayList<>(options);
    command.add("-cp");
    command.add(classPath);
    command.add(main);
    command.addAll(List.of(arguments));
    return command;
  }

  /** The command for a runnable jar. */
  public List<String> jar(Path jar) {
    List<String> command = new ArrayList<>(options);
    command.add("-jar");
    command.add(jar.toString());
    return command;
  }

  /** The java program that runs us. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The jar that holds {@link ParentWatch}. */
  public static Path agentJar() {
    return ServersHome.agentJar();
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The switch between whoever wants a fault and the running shop: a file with one JSON object,
 * {@code {"fault":"bad-token","until":1767225600000}}, the end in milliseconds since 1970. No file,
 * or an end that has passed, means that all is well, so a forgotten switch turns itself off.
 */
public final class FaultSwitch {

  /** The longest time that a fault may stay on. */
  public static final Duration DURATION_MAX = Duration.ofHours(24);

  private static final int FILE_BYTES_MAX = 4096;
  private static final ObjectMapper JSON = new ObjectMapper();

  private FaultSwitch() {}

  /** A fault that is on, and when it ends. */
  public record Order(Fault fault, Instant until) {}

  /**
   * Switches a fault on from now; it replaces the one before.
   *
   * @param file the setting {@code demo.fault.file}; its folder is made when missing
   * @param duration 1 ms to {@link #DURATION_MAX}
   * @throws IOException when the file cannot be written; the old content is then untouched
   */
  public static Order on(Path file, Fault fault, Duration duration) throws IOException {
    return on(file, fault, duration, Clock.systemUTC());
  }

  static Order on(Path file, Fault fault, Duration duration, Clock clock) throws IOException {
    if (duration.toMillis() < 1 || duration.compareTo(DURATION_MAX) > 0) {
      throw new IllegalArgumentException(
          "A fault cannot last " + duration + ". Choose a time between 1 ms and 24 h.");
    }
    Order order = new Order(fault, clock.instant().plus(duration));
    replace(
        file,
        JSON.createObjectNode()
            .put("fault", fault.label())
            .put("until", order.until().toEpochMilli()));
    return order;
  }

  /** Switches whatever is on off. */
  public static void off(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  /**
   * The fault that is on now, if any.
   *
   * @throws IOException when the file is there and says nothing sensible, or cannot be read
   */
  public static Optional<Order> read(Path file) throws IOException {
    return read(file, Clock.systemUTC());
  }

  static Optional<Order> read(Path file, Clock clock) throws IOException {
    Optional<byte[]> content = content(file);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    if (content.get().length > FILE_BYTES_MAX) {
      throw notAnOrder(file, "more than " + FILE_BYTES_MAX + " bytes", null);
    }
    return Optional.of(parse(file, content.get()))
        .filter(order -> order.until().isAfter(clock.instant()));
  }

  /** At most one byte more than an order may have; empty when there is no file. */
  private static Optional<byte[]> content(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(in.readNBytes(FILE_BYTES_MAX + 1));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IOException(
          "demo.fault.file="
              + file
              + " cannot be read ("
              + e
              + "). Delete it, or give this user"
              + " read access.",
          e);
    }
  }

  private static Order parse(Path file, byte[] content) throws IOException {
    try {
      JsonNode node = JSON.readTree(content);
      if (!node.path("fault").isTextual() || !node.path("until").canConvertToLong()) {
        throw notAnOrder(file, "no fault or no until", null);
      }
      return new Order(
          Fault.of(node.get("fault").textValue()),
          Instant.ofEpochMilli(node.get("until").longValue()));
    } catch (JsonProcessingException e) {
      throw notAnOrder(file, "no JSON", e);
    } catch (IllegalArgumentException e) {
      throw notAnOrder(file, e.getMessage(), e);
    }
  }

  private static IOException notAnOrder(Path file, String why, Throwable cause) {
    return new IOException(
        "demo.fault.file="
            + file
            + " is not {\"fault\":NAME,\"until\":MILLISECONDS} ("
            + why
            + "). Delete it, or switch a fault on with the command.",
        cause);
  }

  /** A rename, because the shop may read at any moment and must never see half a file. */
  private static void replace(Path file, JsonNode content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, "fault", ".tmp");
    try {
      Files.write(fresh, JSON.writeValueAsBytes(content));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.testkit;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * An authority of a test and what it signs, as PEM files; made by nothing but the JDK, in
 * milliseconds. All is good for a day, for {@code localhost} and for {@code 127.0.0.1}.
 */
public final class Certificates {

  private static final Duration VALID = Duration.ofDays(1);
  private static final byte[] ECDSA_SHA256 = Der.sequence(Der.objectId("1.2.840.10045.4.3.2"));
  private static final byte[] COMMON_NAME = Der.objectId("2.5.4.3");
  private static final byte[] BASIC_CONSTRAINTS = Der.objectId("2.5.29.19");
  private static final byte[] ALTERNATIVE_NAMES = Der.objectId("2.5.29.17");
  private static final int VERSION = 0xa0;
  private static final int EXTENSIONS = 0xa3;
  private static final int DNS_NAME = 0x82;
  private static final int IP_ADDRESS = 0x87;
  private static final String AUTHORITY = "test authority";

  /**
   * One that the authority has signed.
   *
   * @param certificate PEM file
   * @param key PEM file in PKCS#8, without a password
   * @param both PEM file with key and certificate, as Kafka wants them
   */
  public record Signed(Path certificate, Path key, Path both) {}

  private final Path folder;
  private final KeyPair authority;
  private final Path ca;
  private long serial;

  /**
   * Makes an authority.
   *
   * @param folder gets all files
   */
  public Certificates(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.authority = keys();
    this.ca = folder.resolve("ca.pem");
    byte[] constraints = Der.sequence(Der.yes());
    write(ca, "CERTIFICATE", sign(AUTHORITY, authority.getPublic(), critical(constraints)));
  }

  /** PEM file of the authority's own certificate. */
  public Path ca() {
    return ca;
  }

  /** Makes a key and a certificate for it, for servers and clients alike. */
  public synchronized Signed sign(String commonName) throws IOException {
    KeyPair keys = keys();
    byte[] names =
        Der.sequence(
            Der.tagged(DNS_NAME, "localhost".getBytes(StandardCharsets.US_ASCII)),
            Der.tagged(IP_ADDRESS, new byte[] {127, 0, 0, 1}));
    byte[] extension = Der.sequence(ALTERNATIVE_NAMES, Der.octets(names));
    Path certificate = folder.resolve(commonName + ".pem");
    Path key = folder.resolve(commonName + ".key");
    Path both = folder.resolve(commonName + ".both.pem");
    write(certificate, "CERTIFICATE", sign(commonName, keys.getPublic(), extension));
    write(key, "PRIVATE KEY", keys.getPrivate().getEncoded());
    Files.writeString(both, Files.readString(key) + Files.readString(certificate));
    return new Signed(certificate, key, both);
  }

  private byte[] sign(String subject, PublicKey key, byte[] extension) throws IOException {
    Instant now = Instant.now();
    byte[] content =
        Der.sequence(
            Der.tagged(VERSION, Der.integer(BigInteger.TWO)),
            Der.integer(BigInteger.valueOf(++serial)),
            ECDSA_SHA256,
            name(AUTHORITY),
            Der.sequence(Der.time(now.minus(VALID)), Der.time(now.plus(VALID))),
            name(subject),
            key.getEncoded(),
            Der.tagged(EXTENSIONS, Der.sequence(extension)));
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(authority.getPrivate());
      signature.update(content);
      return Der.sequence(content, ECDSA_SHA256, Der.bits(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IOException("the JDK cannot sign", e);
    }
  }

  private static byte[] critical(byte[] constraints) {
    return Der.sequence(BASIC_CONSTRAINTS, Der.yes(), Der.octets(constraints));
  }

  private static byte[] name(String commonName) {
    return Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.text(commonName))));
  }

  private static KeyPair keys() throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IOException("the JDK cannot make keys", e);
    }
  }

  private static void write(Path file, String what, byte[] content) throws IOException {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file, "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n");
  }
}

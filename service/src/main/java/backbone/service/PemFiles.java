// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Reads PEM files into what the JDK wants for TLS. */
final class PemFiles {

  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

  /** By what {@link PrivateKey#getAlgorithm} says of those. */
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "Ed25519");

  private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String KEY_END = "-----END PRIVATE KEY-----";

  private final Pem pem;
  private final Settings settings;
  private final List<String> problems;
  private boolean faulty;

  PemFiles(Pem pem, Settings settings, List<String> problems) {
    this.pem = pem;
    this.settings = settings;
    this.problems = problems;
  }

  Optional<Pem.Tls> read() {
    TrustManager[] trust = set(pem.ca()) ? trust() : null;
    KeyManager[] keys = both() ? keys() : null;
    boolean none = trust == null && keys == null;
    return none || faulty ? Optional.empty() : Optional.of(new Pem.Tls(keys, trust));
  }

  static SSLContext context(KeyManager[] keys, TrustManager[] trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }

  private boolean set(String key) {
    return key != null && !settings.string(key).isBlank();
  }

  /** A certificate is of no use without its key. */
  private boolean both() {
    if (set(pem.certificate()) == set(pem.key())) {
      return set(pem.key());
    }
    String there = set(pem.key()) ? pem.key() : pem.certificate();
    String missing = set(pem.key()) ? pem.certificate() : pem.key();
    problem(there, "is set but " + missing + " is not. Set both, or neither");
    return false;
  }

  private TrustManager[] trust() {
    try {
      KeyStore store = emptyStore();
      int number = 0;
      for (Certificate certificate : certificates(pem.ca())) {
        store.setCertificateEntry("ca-" + number++, certificate);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return number == 0 ? null : factory.getTrustManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JDK has no key store", e);
    }
  }

  private KeyManager[] keys() {
    Collection<? extends Certificate> chain = certificates(pem.certificate());
    PrivateKey key = key();
    if (key == null || chain.isEmpty()) {
      return null;
    }
    if (!belongs(key, chain.iterator().next())) {
      problem(
          pem.key(),
          "does not belong to the first certificate of "
              + settings.shown(pem.certificate())
              + ". Set the two that were made together");
      return null;
    }
    try {
      KeyStore store = emptyStore();
      store.setKeyEntry("own", key, new char[0], chain.toArray(Certificate[]::new));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, new char[0]);
      return factory.getKeyManagers();
    } catch (GeneralSecurityException | IOException e) {
      problem(
          pem.certificate(),
          "is no chain. Put one's own certificate first, and behind each the one that signed it");
      return null;
    }
  }

  /** Neither key stores nor key managers look, so that it would show at the first handshake. */
  private static boolean belongs(PrivateKey key, Certificate certificate) {
    byte[] any = {1, 2, 3};
    try {
      Signature signature = Signature.getInstance(SIGNATURES.get(key.getAlgorithm()));
      signature.initSign(key);
      signature.update(any);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(any);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private Collection<? extends Certificate> certificates(String setting) {
    Collection<? extends Certificate> found = List.of();
    try (InputStream in = Files.newInputStream(path(setting))) {
      found = CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        problem(
            setting, "holds no certificate. Name a PEM file that begins with BEGIN CERTIFICATE");
      }
    } catch (IOException | InvalidPathException e) {
      unreadable(setting);
    } catch (GeneralSecurityException e) {
      problem(setting, "holds no certificate. Name a PEM file that begins with BEGIN CERTIFICATE");
    }
    return found;
  }

  private PrivateKey key() {
    String text;
    try {
      text = Files.readString(path(pem.key()));
    } catch (IOException | InvalidPathException e) {
      unreadable(pem.key());
      return null;
    }
    int begin = text.indexOf(KEY_BEGIN);
    int end = text.indexOf(KEY_END);
    PrivateKey key =
        begin < 0 || end < begin ? null : decoded(text.substring(begin + KEY_BEGIN.length(), end));
    if (key == null) {
      problem(
          pem.key(), "holds no plain PKCS#8 key. Convert it with `openssl pkcs8 -topk8 -nocrypt`");
    }
    return key;
  }

  private static PrivateKey decoded(String base64) {
    try {
      var bytes = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
      for (String algorithm : ALGORITHMS) {
        try {
          return KeyFactory.getInstance(algorithm).generatePrivate(bytes);
        } catch (InvalidKeySpecException e) {
          // Of another algorithm, or none: told by the caller when no other fits.
        }
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return null;
    }
    return null;
  }

  private Path path(String setting) {
    return Path.of(settings.string(setting));
  }

  private void unreadable(String setting) {
    problem(setting, "cannot be read. Give this user read access, or set another file");
  }

  private void problem(String setting, String what) {
    faulty = true;
    problems.add(settings.shown(setting) + " " + what + ".");
  }
}

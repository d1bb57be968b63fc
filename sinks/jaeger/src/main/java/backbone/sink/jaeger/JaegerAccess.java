// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.jaeger;

import backbone.sink.TargetFault;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How to reach Jaeger.
 *
 * @param tls whether the connection is encrypted
 * @param caPath PEM certificates to trust, or null for the JDK's
 * @param tokenPath file with a bearer token, or null for none
 * @param timeoutMs for a whole request, milliseconds
 */
record JaegerAccess(Endpoint endpoint, boolean tls, Path caPath, Path tokenPath, int timeoutMs) {

  /** A new channel; connects when it is used. */
  ManagedChannel channel() {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(endpoint.host(), endpoint.port()).directExecutor();
    if (!tls) {
      return builder.usePlaintext().build();
    }
    return builder.sslContext(trust(caPath)).build();
  }

  /**
   * The token as it is in its file now, so that a new one is used without a restart; null for none.
   *
   * @throws TargetFault when the file cannot be read
   */
  String token() throws TargetFault {
    if (tokenPath == null) {
      return null;
    }
    try {
      String token = Files.readString(tokenPath).strip();
      if (!isHeaderText(token)) {
        throw new IOException("empty, or more than one line");
      }
      return token;
    } catch (IOException e) {
      throw TargetFault.operator(
          JaegerSinkConfig.TOKEN_CONFIG + "=" + tokenPath + " holds no token that can be read");
    }
  }

  /** Whether a text can be sent in a header. */
  static boolean isHeaderText(String token) {
    return !token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  /**
   * Trusts only the certificates of a file, or the JDK's.
   *
   * @param pem the file, or null
   * @throws UncheckedIOException when the file cannot be read or holds none
   */
  static SslContext trust(Path pem) {
    try {
      SslContextBuilder builder = GrpcSslContexts.forClient();
      return (pem == null ? builder : builder.trustManager(pem.toFile())).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw new UncheckedIOException(new IOException("not PEM certificates", e));
    }
  }
}

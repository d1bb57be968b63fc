// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.sink.TargetFault;
import java.io.IOException;
import javax.net.ssl.SSLException;
import org.apache.http.HttpEntity;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/** Requests to Elasticsearch, with every failure as one that says what to do about it. */
final class ElasticsearchHttp implements AutoCloseable {

  /** An answer of any status. */
  record Answer(int status, byte[] body) {
    boolean ok() {
      return status / 100 == 2;
    }
  }

  private final ElasticsearchAccess access;
  private RestClient client;
  private boolean closed;

  /** Makes it without I/O. */
  ElasticsearchHttp(ElasticsearchAccess access) {
    this.access = access;
  }

  /**
   * Sends a request and waits for its answer.
   *
   * @throws TargetFault when there is none
   */
  Answer send(Request request) throws TargetFault {
    RestClient current = client();
    try {
      return answer(current.performRequest(request));
    } catch (ResponseException e) {
      return rejected(e);
    } catch (SSLException e) {
      throw TargetFault.operator(
          "no trusted connection to "
              + access.hosts()
              + ": "
              + e.getClass().getSimpleName()
              + "; check elasticsearch.tls.ca.path");
    } catch (IOException e) {
      throw noAnswer(e);
    } catch (IllegalStateException e) {
      // Its reactor has stopped and never works again.
      discard(current);
      throw noAnswer(e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    discard(client);
  }

  private synchronized RestClient client() throws TargetFault {
    if (closed) {
      throw TargetFault.passing("the sink is stopping");
    }
    if (client == null) {
      client = access.client();
    }
    return client;
  }

  private synchronized void discard(RestClient broken) {
    if (broken == null || broken != client) {
      return;
    }
    client = null;
    try {
      broken.close();
    } catch (IOException e) {
      throw new IllegalStateException("bug: closing connections failed", e);
    }
  }

  private TargetFault noAnswer(Exception e) {
    return TargetFault.passing(
        "no answer from Elasticsearch at " + access.hosts() + ": " + e.getClass().getSimpleName());
  }

  private Answer rejected(ResponseException e) throws TargetFault {
    try {
      return answer(e.getResponse());
    } catch (IOException cut) {
      throw noAnswer(cut);
    }
  }

  private static Answer answer(Response response) throws IOException {
    HttpEntity entity = response.getEntity();
    byte[] body = entity == null ? new byte[0] : EntityUtils.toByteArray(entity);
    return new Answer(response.getStatusLine().getStatusCode(), body);
  }
}

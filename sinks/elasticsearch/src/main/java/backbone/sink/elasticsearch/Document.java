// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.sink.Piece;
import java.nio.charset.StandardCharsets;

/**
 * One document of the one or many that a record becomes.
 *
 * @param index where to
 * @param id what it is by origin; writing it again meets the same document
 * @param revision of a document that is replaced by a newer one of itself; {@link #ONCE} for one
 *     that is written once and never changes
 * @param json one line
 */
record Document(IndexNames.Choice index, String id, long revision, byte[] json)
    implements Piece<Document> {

  static final long ONCE = -1;

  /** Elasticsearch refuses a whole request for one longer id. */
  static final int ID_BYTES_MAX = 512;

  /**
   * Makes one, if its id is possible.
   *
   * @throws UnwritableException when it is not
   */
  static Document of(IndexNames.Choice index, String id, long revision, byte[] json)
      throws UnwritableException {
    int idBytes = id.getBytes(StandardCharsets.UTF_8).length;
    if (idBytes == 0 || idBytes > ID_BYTES_MAX) {
      throw new UnwritableException(
          "bad-origin", "its origin id has " + idBytes + " bytes; 1 to 512 are possible");
    }
    return new Document(index, id, revision, json);
  }

  @Override
  public int bytes() {
    return json.length + BulkBody.ACTION_BYTES;
  }

  @Override
  public String name() {
    return id;
  }
}

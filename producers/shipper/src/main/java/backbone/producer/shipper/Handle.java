// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.io.IOException;
import java.nio.file.Path;

/** Where a followed file is, and its open handle, which may be given back for a while. */
final class Handle {

  private Place place;

  /** What the file was when the handle was given back; null if that cannot be told. */
  private Stamp parkedAs;

  Handle(Place place) {
    this.place = place;
  }

  Place place() {
    return place;
  }

  void renamed(Path now) {
    place = place.renamed(now);
  }

  /** Gives the handle back; {@link #reopen} takes a new one. */
  void park() throws IOException {
    place = place.parked();
    try {
      parkedAs = Stamp.of(place.path());
    } catch (IOException gone) {
      parkedAs = null;
    }
  }

  /** The handle is of no use any more, as after a file server has forgotten it. */
  void lose() {
    parkedAs = null;
    try {
      place = place.parked();
    } catch (IOException stale) {
      place = Place.lost(place);
    }
  }

  /** Whether a file that is not open is as it was when its handle was given back. */
  boolean isParkedAt(Stamp now) {
    return now.equals(parkedAs);
  }

  void reopen(Place reopened) {
    place = reopened;
  }
}

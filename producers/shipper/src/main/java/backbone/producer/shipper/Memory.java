// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Files that are known but not followed now: of the run before, or gone. Recognised by votes: inode
 * and content, or enough content and the name; a name alone proves nothing.
 */
final class Memory {

  private static final int FILES_MAX = 2000;

  /** Less content does not identify a file whose inode is another. */
  private static final int CONTENT_BYTES_MIN = 256;

  private final List<SavedFile> files;
  private final int filesMax;

  /** Of a run before all are kept: that they are gone is not known yet. */
  Memory(List<SavedFile> saved) {
    files = new ArrayList<>(saved);
    filesMax = Math.max(FILES_MAX, saved.size());
  }

  void add(SavedFile file) {
    if (files.size() >= filesMax) {
      files.remove(0);
    }
    files.add(file);
  }

  List<SavedFile> files() {
    return List.copyOf(files);
  }

  boolean knows(FileKey key) {
    return files.stream().anyMatch(f -> f.key().equals(key.text()));
  }

  /** Takes out the file that a place holds, by inode and content; else null. */
  SavedFile takeSame(Place place) throws IOException {
    for (Iterator<SavedFile> i = files.iterator(); i.hasNext(); ) {
      SavedFile file = i.next();
      if (file.key().equals(place.key().text()) && holds(file, place.channel())) {
        i.remove();
        return file;
      }
    }
    return null;
  }

  /** Takes out the file that a place holds under another inode, by content and name; else null. */
  SavedFile takeAlike(Place place) throws IOException {
    for (Iterator<SavedFile> i = files.iterator(); i.hasNext(); ) {
      SavedFile file = i.next();
      if (isAlike(file, place)) {
        i.remove();
        return file;
      }
    }
    return null;
  }

  /** Takes out the file whose inode and name a place has, whatever is in it now; else null. */
  SavedFile takeOverwritten(Place place) {
    for (Iterator<SavedFile> i = files.iterator(); i.hasNext(); ) {
      SavedFile file = i.next();
      if (file.key().equals(place.key().text())
          && file.at().equals(place.path().toString())
          && !file.retired()) {
        i.remove();
        return file;
      }
    }
    return null;
  }

  /** Takes out those whose last event has lines of another file. */
  List<SavedFile> takeBorrowers() {
    List<SavedFile> borrowers = files.stream().filter(f -> f.loan() != null).toList();
    files.removeAll(borrowers);
    return borrowers;
  }

  static boolean isAlike(SavedFile file, Place place) throws IOException {
    boolean telling =
        file.tail().length() >= CONTENT_BYTES_MIN || file.head().length() == Mark.LENGTH_MAX;
    return telling
        && holds(file, place.channel())
        && file.lastPath().filter(at -> Siblings.related(at, place.path())).isPresent();
  }

  private static boolean holds(SavedFile file, FileChannel channel) throws IOException {
    // An empty file proves nothing: its inode may be another file's by now.
    return file.head().length() > 0
        && channel.size() >= file.acked()
        && file.head().holds(channel)
        && file.tail().holds(channel);
  }
}

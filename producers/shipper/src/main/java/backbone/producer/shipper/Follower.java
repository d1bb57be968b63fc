// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows all files. Does nothing by itself: each {@link #tick} is one look, so that tests hold the
 * clock.
 *
 * <p>Order of things, per file: identity saved and fsynced, records sent, records acknowledged,
 * checkpoint saved. A crash anywhere repeats records with the same origin and never skips one.
 */
final class Follower implements AutoCloseable {

  private static final long CHECKPOINT_MS = 1000;

  private final Setup setup;
  private final byte[] buffer;
  private final Discovery discovery;
  private List<SavedFile> lastSaved = List.of();
  private long scanAtMs = Long.MIN_VALUE;
  private long saveAtMs = Long.MIN_VALUE;
  private int startWith;
  private int saveFaults;

  /**
   * @throws IOException when the state folder cannot be used; the message tells the remedy
   */
  Follower(Setup setup) throws IOException {
    this.setup = setup;
    this.buffer = new byte[3 * setup.limits().lineBytesMax() + Generation.READ_BYTES_MAX];
    this.discovery = new Discovery(setup, setup.state().open());
  }

  /**
   * Looks once at all files.
   *
   * @return whether there is more to do at once
   */
  boolean tick(long nowMs) {
    try {
      if (nowMs >= scanAtMs) {
        discovery.scan(nowMs);
        scanAtMs = nowMs + setup.limits().pollMs();
      }
    } catch (IOException e) {
      setup.watch().fileFault("scan", e);
    }
    boolean more =
        pumpAll(new Turn(setup.sink(), setup.sink().epoch(), nowMs, setup.limits(), buffer));
    saveIfDue(nowMs);
    tell();
    return more;
  }

  /** Takes in the last acknowledgements, saves and lets the files go. */
  @Override
  public void close() throws IOException {
    try {
      for (Tail tail : discovery.tails()) {
        tail.settle(0);
      }
      save();
    } finally {
      discovery.close();
      setup.state().close();
    }
  }

  /** One read per file and turn, so that no file starves; where the sink refused is next. */
  private boolean pumpAll(Turn turn) {
    List<Tail> tails = new ArrayList<>(discovery.tails());
    tails.forEach(tail -> tail.settle(turn.nowMs()));
    discovery.settleHandovers(turn);
    saveIfDue(turn.nowMs());
    boolean more = false;
    for (int i = 0; i < tails.size(); i++) {
      int index = (startWith + i) % tails.size();
      Outcome outcome = pump(tails.get(index), turn);
      if (outcome == Outcome.REFUSED) {
        startWith = index;
        return true;
      }
      more |= outcome == Outcome.MORE;
    }
    startWith = 0;
    return more;
  }

  private Outcome pump(Tail tail, Turn turn) {
    try {
      Outcome outcome = tail.pump(turn, discovery.mayRead(tail));
      if (outcome == Outcome.TRUNCATED) {
        discovery.truncated(tail, turn);
        return Outcome.MORE;
      }
      return outcome;
    } catch (IOException e) {
      setup.watch().fileFault(tail.place().path().toString(), e);
      tail.handle().lose();
      return Outcome.IDLE;
    }
  }

  private void saveIfDue(long nowMs) {
    boolean unsaved = discovery.tails().stream().anyMatch(Tail::isUnsaved);
    if (!unsaved && nowMs < saveAtMs) {
      return;
    }
    try {
      save();
      saveFaults = 0;
      saveAtMs = nowMs + CHECKPOINT_MS;
    } catch (IOException e) {
      saveFaults = 1;
      setup.watch().fileFault("shipper.state.dir", e);
    }
  }

  private void save() throws IOException {
    List<SavedFile> files = discovery.saved();
    if (!files.equals(lastSaved)) {
      setup.state().save(files);
      lastSaved = files;
    }
    discovery.tails().forEach(Tail::saveDone);
  }

  private void tell() {
    long bytes = 0;
    long unsent = Long.MAX_VALUE;
    long underWay = Long.MAX_VALUE;
    for (Tail tail : discovery.tails()) {
      try {
        bytes += tail.backlogBytes();
        unsent = Math.min(unsent, tail.oldestUnsentMs());
        underWay = Math.min(underWay, tail.oldestUnderWayMs());
      } catch (IOException e) {
        setup.watch().fileFault(tail.place().path().toString(), e);
      }
    }
    setup
        .watch()
        .turned(
            new Watch.Backlog(
                discovery.tails().size(),
                OpenFiles.count(discovery.tails()),
                bytes,
                unsent == Long.MAX_VALUE ? -1 : unsent,
                underWay == Long.MAX_VALUE ? -1 : underWay,
                discovery.faults() + saveFaults));
  }
}

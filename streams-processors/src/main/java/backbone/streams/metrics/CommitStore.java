// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * A store in memory with a changelog whose owner writes it when Kafka Streams is about to commit.
 * Until then the owner's own objects are the cache: with Streams' cache each change of a cell was
 * written as bytes into three maps, which was a third of all work of the stream thread.
 *
 * <p>What is asked before a commit is {@link CachedStateStore#flushCache}. It is an internal
 * interface, the one by which Streams' own caches are asked; there is no public one that is called
 * while the transaction is still open.
 */
final class CommitStore implements StateStore, CachedStateStore<Bytes, byte[]> {

  private final KeyValueStore<Bytes, byte[]> logged;
  private Runnable owner = () -> {};

  private CommitStore(KeyValueStore<Bytes, byte[]> logged) {
    this.logged = logged;
  }

  /** Builds stores of a name. */
  static StoreBuilder<CommitStore> builder(String name) {
    return new Builder(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
            .withCachingDisabled()
            .withLoggingEnabled(Map.of()));
  }

  /**
   * What is in the store, for its only owner.
   *
   * @param beforeCommit puts what is not in it yet; called on the stream thread
   */
  Kept ownedBy(Runnable beforeCommit) {
    owner = beforeCommit;
    return new StoreKept(logged);
  }

  /** How many keys there are. */
  long size() {
    return logged.approximateNumEntries();
  }

  @Override
  public void flushCache() {
    owner.run();
  }

  /** The owner is made anew, with what it had not written, whenever its task is. */
  @Override
  public void clearCache() {
    owner = () -> {};
  }

  @Override
  public boolean setFlushListener(
      CacheFlushListener<Bytes, byte[]> listener, boolean sendOldValues) {
    return false;
  }

  @Override
  public String name() {
    return logged.name();
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    logged.init(context, root);
  }

  @Override
  public void commit(Map<TopicPartition, Long> changelogOffsets) {
    logged.commit(changelogOffsets);
  }

  @Override
  public Long committedOffset(TopicPartition partition) {
    return logged.committedOffset(partition);
  }

  @Override
  public Position getPosition() {
    return logged.getPosition();
  }

  @Override
  public boolean persistent() {
    return logged.persistent();
  }

  @Override
  public boolean isOpen() {
    return logged.isOpen();
  }

  @Override
  public void close() {
    owner = () -> {};
    logged.close();
  }

  /** Always with a changelog and without Streams' cache. */
  private record Builder(StoreBuilder<KeyValueStore<Bytes, byte[]>> logged)
      implements StoreBuilder<CommitStore> {

    @Override
    public CommitStore build() {
      return new CommitStore(logged.build());
    }

    @Override
    public StoreBuilder<CommitStore> withCachingEnabled() {
      return this;
    }

    @Override
    public StoreBuilder<CommitStore> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<CommitStore> withLoggingEnabled(Map<String, String> config) {
      logged.withLoggingEnabled(config);
      return this;
    }

    @Override
    public StoreBuilder<CommitStore> withLoggingDisabled() {
      throw new UnsupportedOperationException("bug: " + name() + " must have a changelog");
    }

    @Override
    public Map<String, String> logConfig() {
      return logged.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
      return true;
    }

    @Override
    public String name() {
      return logged.name();
    }
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

/**
 * Where a {@link Sampler} keeps what must outlive it: decisions, known operations, counts of the
 * running period. One ordered or unordered store of bytes per task, written in the same transaction
 * as what the sampler's listener emits. Nothing is ever read back but through {@link Sampler#load}.
 */
public interface SamplerMemory {

  /** Remembers a value of at most 512 KiB; keys are at most 32 bytes. */
  void put(byte[] key, byte[] value);

  /** Forgets a key, which need not be there. */
  void delete(byte[] key);
}

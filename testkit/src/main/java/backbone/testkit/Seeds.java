// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.testkit;

import java.util.Random;
import java.util.stream.LongStream;

/**
 * Seeds of a proof: {@code proofs.runs} of them, counted up from {@code proofs.seed}. A proof that
 * fails names its seed, and {@code mvn -Pproofs verify -Dproofs.runs=1 -Dproofs.seed=S} repeats it.
 */
public final class Seeds {

  private static final int RUNS_DEFAULT = 3;

  /** Work that is judged under one seed. */
  @FunctionalInterface
  public interface Proof {
    void run(Random random, long seed) throws Exception;
  }

  private Seeds() {}

  /** The seeds of this run. */
  public static LongStream all() {
    long first = Long.getLong("proofs.seed", 0);
    return LongStream.range(first, first + Integer.getInteger("proofs.runs", RUNS_DEFAULT));
  }

  /** Runs a proof once for each seed; a failure carries its seed. */
  public static void forEach(Proof proof) {
    all()
        .forEach(
            seed -> {
              try {
                proof.run(new Random(seed), seed);
              } catch (Exception | AssertionError e) {
                throw new AssertionError(
                    "failed with seed "
                        + seed
                        + "; repeat with -Dproofs.runs=1 -Dproofs.seed="
                        + seed,
                    e);
              }
            });
  }
}

// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import static backbone.engine.sample.Fragments.root;

import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;

/**
 * Speed (per CPU second) and bytes of a sampler: run it by hand with {@code -Xmx2g}. Not a test.
 */
final class SamplerFigures {

  private static final long T = 1_700_000_000_000L;
  private static final int MILLION = 1_000_000;
  private static final int ROUNDS = 5;
  private static final int BODIES = 64;

  private SamplerFigures() {}

  public static void main(String[] arguments) {
    for (int round = 0; round < ROUNDS; round++) {
      speed(round);
    }
    bytes();
  }

  /** One million traces of three fragments, one span each, deciding as the watermark follows. */
  private static void speed(int seed) {
    long[] put = new long[1];
    long[] kept = new long[1];
    Sampler sampler = sampler(put, kept);
    byte[][] bodies = bodies();
    int fragments = 0;
    long begin = cpuNanos();
    for (int i = 0; i < MILLION; i++) {
      for (int back = 0; back < 3; back++) {
        long id = i - back * 1_000L;
        sampler.fold(id, Hashes.mix(id + seed), bodies[fragments++ & (BODIES - 1)], T + i / 50);
      }
      if (i % 500 == 0) {
        sampler.advance(T + i / 50 - 1L);
      }
    }
    long foldNanos = cpuNanos() - begin;
    begin = cpuNanos();
    sampler.advance(T + MILLION);
    long decideNanos = cpuNanos() - begin;
    System.out.printf(
        "%d fragments of %d bytes, %.2f M/s; deciding %d at the end, %.2f M/s; kept %d%n",
        fragments,
        bodies[0].length,
        fragments * 1e3 / foldNanos,
        sampler.rememberedDecisions(),
        sampler.rememberedDecisions() * 1e3 / decideNanos,
        kept[0]);
  }

  private static void bytes() {
    long[] put = new long[1];
    Sampler sampler = sampler(put, new long[1]);
    byte[][] bodies = bodies();
    SplittableRandom random = new SplittableRandom(1);
    sampler.advance(T - 1);
    long empty = heap();
    for (int i = 0; i < MILLION; i++) {
      sampler.fold(random.nextLong(), random.nextLong(), bodies[i & (BODIES - 1)], T);
    }
    long open = heap();
    System.out.printf("heap per open trace: %d bytes%n", (open - empty) / MILLION);
    Sampler second = sampler(put, new long[1]);
    put[0] = 0;
    second.advance(T - 1);
    long before = heap();
    for (int i = 0; i < MILLION; i++) {
      second.fold(random.nextLong(), random.nextLong(), bodies[i & (BODIES - 1)], T + i / 10);
      if (i % 1_000 == 0) {
        second.advance(T + i / 10 - 1);
      }
    }
    second.advance(T + MILLION);
    long after = heap();
    System.out.printf(
        "heap per decision (with the rows of 100,000 traces): %.1f bytes; written: %.1f%n",
        (double) (after - before) / MILLION, (double) put[0] / MILLION);
    System.out.println(sampler.openTraces() + " " + second.rememberedDecisions());
  }

  private static Sampler sampler(long[] put, long[] kept) {
    SamplerMemory counting =
        new SamplerMemory() {
          @Override
          public void put(byte[] key, byte[] value) {
            put[0] += key.length + value.length;
          }

          @Override
          public void delete(byte[] key) {}
        };
    SamplerLimits limits = new SamplerLimits(10_000, 3_600_000, 2 * MILLION, 1_000);
    Sampler sampler =
        new Sampler(
            PolicySet.standard(), limits, counting, decision -> kept[0] += decision.keep() ? 1 : 0);
    sampler.loaded();
    return sampler;
  }

  private static byte[][] bodies() {
    byte[][] bodies = new byte[BODIES][];
    for (int i = 0; i < BODIES; i++) {
      bodies[i] = Fragments.of(1, 1, root(i + 1, "svc-" + i % 8, "GET /items/" + i, T, T + 20));
    }
    return bodies;
  }

  /** Of this thread, so that a busy machine does not matter much. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}

package org.medchain.claims.protocols;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigInteger;
import java.util.Arrays;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.ProofOfWorkSearch;
import org.medchain.data.RandomString;

/**
 * The cost of one try of the search for a random string (paper §3.1) on this machine. The
 * simulation draws how long a search takes and charges nobody's processor for it.
 */
final class HeaderHashCost {
  private static final int TRIES = 10_000;
  private static final int WARMUP_ROUNDS = 20;
  private static final int ROUNDS = 31;
  private static final double NS_PER_US = 1e3;

  private HeaderHashCost() {}

  /** Processor time of a try in µs: the median of some rounds, after others to warm up. */
  static double measureUs() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    ProofOfWorkSearch search = new ProofOfWorkSearch(unsolvableHeader());
    double[] roundsUs = new double[ROUNDS];
    for (int round = -WARMUP_ROUNDS; round < ROUNDS; round++) {
      RandomString start = new RandomString(1, (long) (round + WARMUP_ROUNDS) * TRIES);
      long before = threads.getCurrentThreadCpuTime();
      var unused = search.search(start, TRIES);
      long took = threads.getCurrentThreadCpuTime() - before;
      if (round >= 0) {
        roundsUs[round] = took / NS_PER_US / TRIES;
      }
    }
    Arrays.sort(roundsUs);
    return roundsUs[ROUNDS / 2];
  }

  /** A header for which no search of this world finds a random string. */
  private static Header unsolvableHeader() {
    return new Header(
        Header.VERSION,
        Hash.ZERO,
        0,
        Hash.ZERO,
        0,
        1,
        Hash.ZERO,
        Hash.ZERO,
        Difficulty.ofTarget(BigInteger.ONE),
        RandomString.ZERO);
  }
}

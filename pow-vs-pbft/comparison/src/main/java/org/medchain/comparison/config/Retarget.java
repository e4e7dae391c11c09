package org.medchain.comparison.config;

import java.util.List;

/**
 * How the difficulty follows the hash power, so that blocks come {@code pow.block_interval_s} apart
 * (key {@code pow.retarget}; its key {@code rule} names the case; CMP-46, decision 0080). Lengths
 * are in blocks, so that they mean the same at every block interval.
 */
public sealed interface Retarget {
  /** Longest window and half-life: longer ones are a slip. */
  int MAX_WINDOW_BLOCKS = 1_000_000;

  /** Shortest window: the mean of one interval's inverse has no bound. */
  int MIN_WINDOW_BLOCKS = 2;

  /** Default of the easiest share. */
  double DEFAULT_EASIEST_SHARE = 0.01;

  /** One difficulty for all blocks. */
  static Retarget defaults() {
    return new Constant();
  }

  /** Each case with its defaults. */
  static List<Retarget> defaultCases() {
    return List.of(
        new Constant(),
        new Windowed(2016, DEFAULT_EASIEST_SHARE),
        new Asert(288, DEFAULT_EASIEST_SHARE));
  }

  /** The difficulty stays what it is at the start. */
  record Constant() implements Retarget {}

  /**
   * Bitcoin's rule (Nakamoto 2008, §4): after every window the target is multiplied by the time
   * that it took over the time that is due, ¼ to 4.
   *
   * @param window blocks, 2 to 1000000; default 2016, as Bitcoin
   * @param easiest no block is easier than this share of {@code pow.difficulty}; above 0 to 1
   */
  record Windowed(int window, double easiest) implements Retarget {
    public Windowed {
      ConfigChecks.between("pow.retarget.window", window, MIN_WINDOW_BLOCKS, MAX_WINDOW_BLOCKS);
      requireEasiest(easiest);
    }
  }

  /**
   * Absolutely scheduled exponentially rising targets (Lundeberg 2020): the target doubles with
   * each half-life by which the chain is behind its schedule, and halves with each by which it is
   * ahead.
   *
   * @param halfLifeBlocks half-life in block intervals, 1 to 1000000; default 288, as Bitcoin Cash,
   *     whose two days are 288 times ten minutes
   * @param easiest no block is easier than this share of {@code pow.difficulty}; above 0 to 1
   */
  record Asert(double halfLifeBlocks, double easiest) implements Retarget {
    /** Checks the range: a half-life under a block would answer the luck of one with a leap. */
    public Asert {
      ConfigChecks.between("pow.retarget.half_life_blocks", halfLifeBlocks, 1, MAX_WINDOW_BLOCKS);
      requireEasiest(easiest);
    }
  }

  private static void requireEasiest(double share) {
    ConfigChecks.above("pow.retarget.easiest", share, 0);
    ConfigChecks.between("pow.retarget.easiest", share, 0, 1);
  }
}

package org.medchain.comparison.config;

import java.util.List;

/**
 * How the difficulty follows the hash power, so that blocks come {@code pow.block_interval_s} apart
 * (key {@code pow.retarget}; its key {@code rule} names the case; CMP-46, decision 0080). Lengths
 * are in blocks, so that they mean the same at every block interval.
 */
public sealed interface Retarget {
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
  record Windowed(int window, double easiest) implements Retarget {}

  /**
   * Absolutely scheduled exponentially rising targets (Lundeberg 2020): the target doubles with
   * each half-life by which the chain is behind its schedule, and halves with each by which it is
   * ahead.
   *
   * @param halfLifeBlocks half-life in block intervals, 1 to 1000000; default 288, as Bitcoin Cash,
   *     whose two days are 288 times ten minutes
   * @param easiest no block is easier than this share of {@code pow.difficulty}; above 0 to 1
   */
  record Asert(double halfLifeBlocks, double easiest) implements Retarget {}
}

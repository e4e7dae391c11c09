package org.medchain.game.random;

import java.nio.charset.StandardCharsets;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The seed of one replicate of one cell of an experiment (GAME-17).
 *
 * <p>It is a function of (master seed, cell, replicate) alone, so that a replicate can be run again
 * without those before it, and on any thread. Each part is absorbed by the finaliser of SplitMix64
 * (Steele, Lea and Flood 2014), which is a bijection of 64 bits: replicates of one cell never share
 * a seed, and neither do numbered cells of one master for the same replicate. A cell's name is
 * first hashed by FNV-1a (64 bits) over its UTF-8.
 *
 * @param value 64 bits
 */
public record ReplicateSeed(long value) {
  /** The seed of a replicate of a cell that has a name. */
  public static ReplicateSeed of(long master, String cell, long replicate) {
    return of(master, fnv1a(cell), replicate);
  }

  /** The seed of a replicate of a cell that has a number. */
  public static ReplicateSeed of(long master, long cell, long replicate) {
    return new ReplicateSeed(absorb(absorb(first(master), cell), replicate));
  }

  /** A seed for a part of this replicate, for example the graph and then the moves on it. */
  public ReplicateSeed substream(long number) {
    return new ReplicateSeed(absorb(value, number));
  }

  /**
   * A new generator xoshiro256++ (Blackman and Vigna 2021) whose state is the next four outputs of
   * SplitMix64 from this seed, as its authors advise. The state is written here and not left to the
   * library, so that the numbers outlive a change of how the library expands seeds.
   */
  public UniformRandomProvider generator() {
    UniformRandomProvider words = RandomSource.SPLIT_MIX_64.create(value);
    long[] state = {words.nextLong(), words.nextLong(), words.nextLong(), words.nextLong()};
    return RandomSource.XO_SHI_RO_256_PP.create(state);
  }

  private static long absorb(long state, long word) {
    return first(state ^ word);
  }

  /** The first output of SplitMix64 from a seed. */
  static long first(long seed) {
    return RandomSource.SPLIT_MIX_64.create(seed).nextLong();
  }

  private static long fnv1a(String text) {
    long hash = 0xCBF29CE484222325L;
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (each & 0xFF)) * 0x100000001B3L;
    }
    return hash;
  }
}

package org.medchain.simulation.model;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * The source of all randomness of a run: one independent stream for each purpose and node, derived
 * from (seed, purpose, index) by SHA-256 (SIM-3). So one more draw in one place shifts no other
 * stream, and two runs that differ in one setting share all other luck.
 *
 * @param seed of the run
 */
public record RandomStreams(long seed) {
  /**
   * A fresh stream at its beginning (xoshiro256++; Blackman and Vigna 2021).
   *
   * @param purpose of the draws
   * @param index of their node or client
   */
  public UniformRandomProvider stream(String purpose, int index) {
    Encoder name = new Encoder().text("medchain/random").int64(seed).text(purpose).int32(index);
    Hash state = Hash.of(name.toBytes());
    return RandomSource.XO_SHI_RO_256_PP.create(
        new long[] {state.w0(), state.w1(), state.w2(), state.w3()});
  }
}

package org.medchain.comparison.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.comparison.theory.RequiredPrecision.TheoryComparison;
import org.medchain.comparison.theory.SinglePatientChain.ProgressRun;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.model.RandomStreams;

/**
 * CMP-28: how often a committee of real replicas, drawn from a population with silent members, gets
 * nothing done.
 */
@Tag("statistical")
class SimulatedCommitteeTest {
  private static final int PILOT = 1000;

  @ParameterizedTest
  @CsvSource({"40, 20, 4, 2000", "40, 20, 7, 1300"})
  void isStuckAsOftenAsItHasTooManyFaulty(int members, int faulty, int size, int runs) {
    RequiredPrecision.VERIFY.check(29_000 + members + size, runs, draws(members, faulty, size));
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @CsvSource({"40, 8, 4", "40, 12, 4", "40, 12, 7", "100, 30, 10"})
  void isStuckAsOftenAsItHasTooManyFaultyMoreClosely(int members, int faulty, int size) {
    RequiredPrecision.EXHAUSTIVE.check(
        30_000 + members + size, PILOT, draws(members, faulty, size));
  }

  static RequiredPrecision.Experiment draws(int members, int faulty, int size) {
    ProgressRun cluster = ProgressRun.of(size);
    double exact = new RandomCommittee(members, faulty, size).intoleranceProbability();
    String name = String.format(Locale.ROOT, "committee N=%d M=%d c=%d", members, faulty, size);
    return (seed, runs) -> {
      long stuck = 0;
      for (int i = 0; i < runs; i++) {
        long own = RequiredPrecision.seed(seed, i);
        Fault silence = new Fault.Silence(silent(own, members, faulty, size), 0, Fault.NEVER_S);
        stuck += cluster.answered(own, List.of(silence)) ? 0 : 1;
      }
      return List.of(
          new TheoryComparison(name, exact, new SampleEstimate.ProportionEstimate(stuck, runs)));
    };
  }

  /**
   * Draws members one after the other, none twice; the first of the population are the faulty ones.
   */
  private static List<Integer> silent(long seed, int members, int faulty, int size) {
    UniformRandomProvider random = new RandomStreams(seed).stream("committee", size);
    List<Integer> population = new ArrayList<>(IntStream.range(0, members).boxed().toList());
    List<Integer> silent = new ArrayList<>();
    for (int seat = 0; seat < size; seat++) {
      int drawn = population.remove(/* index */ random.nextInt(population.size()));
      if (drawn < faulty) {
        silent.add(seat);
      }
    }
    return silent;
  }
}

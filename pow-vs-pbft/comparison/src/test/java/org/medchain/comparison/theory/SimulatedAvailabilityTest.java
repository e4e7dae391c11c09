package org.medchain.comparison.theory;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.comparison.theory.RequiredPrecision.TheoryComparison;
import org.medchain.comparison.theory.SinglePatientChain.ProgressRun;
import org.medchain.consensus.QuorumSizes;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.model.RandomStreams;

/** CMP-27: how often real replicas that crash independently of each other answer a request. */
@Tag("statistical")
class SimulatedAvailabilityTest {
  private static final int PILOT = 1000;

  @ParameterizedTest
  @CsvSource({"4, 0.1, 300", "4, 0.3, 2400", "5, 0.2, 1700", "7, 0.3, 2400", "10, 0.3, 2400"})
  void repliesAsOftenAsAQuorumIsUp(int replicas, double down, int size) {
    RequiredPrecision.VERIFY.check(seed(27_000, replicas, down), size, crashes(replicas, down));
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @CsvSource({"4, 0.1", "4, 0.3", "5, 0.3", "7, 0.3", "7, 0.5", "10, 0.3"})
  void repliesAsOftenAsAQuorumIsUpMoreClosely(int replicas, double down) {
    RequiredPrecision.EXHAUSTIVE.check(
        seed(28_000, replicas, down), PILOT, crashes(replicas, down));
  }

  private static long seed(long base, int replicas, double down) {
    return base + 20L * replicas + Math.round(20 * down);
  }

  static RequiredPrecision.Experiment crashes(int replicas, double down) {
    ProgressRun cluster = ProgressRun.of(replicas);
    double exact =
        new PbftAvailability(replicas, new QuorumSizes(replicas).size()).availability(down);
    String name = String.format(Locale.ROOT, "availability n=%d p=%s", replicas, down);
    return (seed, size) -> {
      long answered = 0;
      for (int i = 0; i < size; i++) {
        long own = RequiredPrecision.seed(seed, i);
        UniformRandomProvider random = new RandomStreams(own).stream("crashes", replicas);
        List<Integer> crashed =
            IntStream.range(0, replicas)
                .filter(replica -> random.nextDouble() < down)
                .boxed()
                .toList();
        answered += cluster.answered(own, List.of(new Fault.Crash(crashed, 0))) ? 1 : 0;
      }
      return List.of(
          new TheoryComparison(name, exact, new SampleEstimate.ProportionEstimate(answered, size)));
    };
  }
}

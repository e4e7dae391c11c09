package org.medchain.comparison.theory;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CMP-31: what a selfish pool earns among real miners. */
@Tag("statistical")
class SimulatedSelfishMiningTest {
  private static final int PILOT = 4;

  @ParameterizedTest
  @CsvSource({"0.35, 2, FAR, 12", "0.45, 2, FAR, 15", "0.4, 2, NEAR, 9"})
  void earnsWhatEyalAndSirerSay(
      double share, int honest, SelfishRun.PoolConnectivity pool, int size) {
    RequiredPrecision.VERIFY.check(
        seed(35_000, share, honest, pool), size, pool(share, honest, pool));
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @CsvSource({
    "0.35, 2, FAR", "0.4, 2, FAR", "0.45, 2, FAR",
    "0.35, 2, NEAR", "0.4, 2, NEAR", "0.45, 2, NEAR",
    "0.35, 10, NEAR", "0.4, 10, NEAR", "0.45, 10, NEAR"
  })
  void earnsWhatEyalAndSirerSayMoreClosely(
      double share, int honest, SelfishRun.PoolConnectivity pool) {
    RequiredPrecision.EXHAUSTIVE.check(
        seed(36_000, share, honest, pool), PILOT, pool(share, honest, pool));
  }

  private static long seed(long base, double share, int honest, SelfishRun.PoolConnectivity pool) {
    long kind = pool == SelfishRun.PoolConnectivity.NEAR ? 30 : 0;
    return base + Math.round(1000 * share) + kind + 2L * honest;
  }

  static RequiredPrecision.Experiment pool(
      double share, int honest, SelfishRun.PoolConnectivity pool) {
    SelfishRun.SelfishRunSetup setting = SelfishRun.SelfishRunSetup.of(share, honest, pool);
    double gamma = pool.gamma(honest);
    double exact = new SelfishMiningRevenue(share, gamma).relativeRevenue();
    String name = "selfish revenue share=%s gamma=%s".formatted(share, gamma);
    return (seed, size) -> {
      List<SelfishRun.Cycle> cycles = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        cycles.addAll(setting.run(RequiredPrecision.seed(seed, i)));
      }
      double[] pools = cycles.stream().mapToDouble(SelfishRun.Cycle::pools).toArray();
      double[] all = cycles.stream().mapToDouble(SelfishRun.Cycle::all).toArray();
      return List.of(
          new TheoryComparison(name, exact, SampleEstimate.MeanEstimate.ofRatio(pools, all)));
    };
  }
}

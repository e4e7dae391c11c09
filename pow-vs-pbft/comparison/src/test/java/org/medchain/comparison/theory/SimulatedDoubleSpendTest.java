package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * CMP-30: how often a double spend against a real miner succeeds. The attacker must be ahead, as
 * nodes keep what they saw first; with one block found in advance this is Rosenfeld's race.
 */
@Tag("statistical")
class SimulatedDoubleSpendTest {
  private static final int PILOT = 1000;

  @ParameterizedTest
  @CsvSource({"0.4, 2, 1, 2200", "0.4, 1, 0, 3300"})
  void succeedsAsOftenAsTheExactFormulaSays(
      double share, int confirmations, int premined, int size) {
    RequiredPrecision.VERIFY.check(
        seed(37_000, share, confirmations, premined),
        size,
        attempts(share, confirmations, premined));
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @CsvSource({
    "0.1, 1, 1",
    "0.2, 2, 1",
    "0.3, 2, 1",
    "0.3, 3, 1",
    "0.2, 1, 0",
    "0.3, 1, 0",
    "0.3, 3, 0"
  })
  void succeedsAsOftenAsTheExactFormulaSaysMoreClosely(
      double share, int confirmations, int premined) {
    RequiredPrecision.EXHAUSTIVE.check(
        seed(38_000, share, confirmations, premined),
        PILOT,
        attempts(share, confirmations, premined));
  }

  private static long seed(long base, double share, int confirmations, int premined) {
    return base + Math.round(1000 * share) + 2L * confirmations + premined;
  }

  /** The same race in both, with different numbers; the real miners side with the exact one. */
  @Tag("exhaustive")
  @ParameterizedTest
  @CsvSource({"0.3, 6", "0.2, 4"})
  void nakamotosApproximationIsContradicted(double share, int confirmations) {
    double approximation = DoubleSpendRace.NAKAMOTO.nakamotoApproximation(share, confirmations);
    double exact = DoubleSpendRace.ROSENFELD.exactProbability(share, confirmations);
    assertThat(DoubleSpendRace.NAKAMOTO.exactProbability(share, confirmations)).isEqualTo(exact);
    TheoryComparison figure =
        RequiredPrecision.VERIFY
            .sized(seed(37_500, share, confirmations, 1), PILOT, attempts(share, confirmations, 1))
            .get(0);
    System.out.printf(Locale.ROOT, "%s, not %.6g%n", figure.row(), approximation);
    figure.assertMet(RequiredPrecision.VERIFY.halfWidth());
    assertThat(figure.estimate().sigmas(approximation)).isGreaterThan(TheoryComparison.SIGMAS);
  }

  static RequiredPrecision.Experiment attempts(double share, int confirmations, int premined) {
    DoubleSpendRun.DoubleSpendRunSetup setting =
        DoubleSpendRun.DoubleSpendRunSetup.of(share, confirmations, premined);
    double exact =
        new DoubleSpendRace(premined, DoubleSpendRace.BranchWinRule.STRICTLY_AHEAD)
            .exactProbability(share, confirmations);
    String name =
        String.format(
            Locale.ROOT, "double spend q=%s k=%d premined=%d", share, confirmations, premined);
    return (seed, size) -> {
      List<Boolean> races =
          IntStream.range(0, size)
              .mapToObj(i -> setting.run(RequiredPrecision.seed(seed, i)))
              .flatMap(Optional::stream)
              .toList();
      long reversed = races.stream().filter(won -> won).count();
      return List.of(
          new TheoryComparison(
              name, exact, new SampleEstimate.ProportionEstimate(reversed, races.size())));
    };
  }
}

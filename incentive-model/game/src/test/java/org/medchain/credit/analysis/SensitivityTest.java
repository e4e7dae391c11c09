package org.medchain.credit.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.game.random.IntervalEstimate;

/** GAME-13, GAME-17: sensitivity, on functions whose indices are known. */
class SensitivityTest {
  /** Ishigami and Homma (1990) with a = 7, b = 0.1, on (−π, π)³. */
  private static double ishigami(double[] point) {
    double first = Math.PI * (2 * point[0] - 1);
    double second = Math.PI * (2 * point[1] - 1);
    double third = Math.PI * (2 * point[2] - 1);
    double sine = StrictMath.sin(first);
    return sine
        + 7 * StrictMath.pow(StrictMath.sin(second), 2)
        + 0.1 * StrictMath.pow(third, 4) * sine;
  }

  private static void near(IntervalEstimate estimate, double truth) {
    // Four times the half width: a deviation of 8 standard errors does not happen.
    double reach = 2 * (estimate.high() - estimate.low());
    assertThat(estimate.mean()).isCloseTo(truth, within(reach + 1e-12));
    assertThat(reach).isLessThan(0.3);
  }

  /** Variances by the formulas of Saltelli et al. (2008): V1, V2, V13. */
  @Example
  void ishigamiFunction() {
    double b = 0.1;
    double fourth = Math.pow(Math.PI, 4);
    double v1 = 0.5 * Math.pow(1 + b * fourth / 5, 2);
    double v2 = 49 / 8.0;
    double v13 = b * b * fourth * fourth * (1 / 18.0 - 1 / 50.0);
    double v = v1 + v2 + v13;
    List<SobolIndices> indices = SobolIndices.of(3, SensitivityTest::ishigami, 4_000, 9);
    near(indices.get(0).first(), v1 / v);
    near(indices.get(1).first(), v2 / v);
    near(indices.get(2).first(), 0);
    near(indices.get(0).total(), (v1 + v13) / v);
    near(indices.get(1).total(), v2 / v);
    near(indices.get(2).total(), v13 / v);
    assertThat(indices.get(2).total().low()).isGreaterThan(indices.get(2).first().high());
  }

  /** The same seed gives the same indices; another unit does not change them. */
  @Example
  void seedsAndUnits() {
    List<SobolIndices> once = SobolIndices.of(3, SensitivityTest::ishigami, 50, 1);
    assertThat(SobolIndices.of(3, SensitivityTest::ishigami, 50, 1)).isEqualTo(once);
    assertThat(SobolIndices.of(3, point -> 1e-7 * ishigami(point), 50, 1).get(0).first().mean())
        .isCloseTo(once.get(0).first().mean(), within(1e-9));
  }

  /** Of the game: what honest has over false depends on the detection, not on the buyer's loss. */
  @Example
  void whatMattersToDeterrence() {
    List<SobolIndices> indices =
        SobolIndices.of(
            3,
            point -> {
              CreditParameters p =
                  CreditParameters.paper()
                      .with(Parameter.CENTER_DETECTION, point[0])
                      .with(Parameter.FALSE_GAIN, 12 * point[1])
                      .with(Parameter.BUYER_LOSS, 40 * point[2]);
              return CashPayoffs.honestPayoff(p, 30) - CashPayoffs.fraudPayoff(p, 30);
            },
            500,
            13);
    assertThat(indices.get(2).total().mean()).isZero();
    assertThat(indices.get(0).first().low()).isPositive();
  }
}

package org.medchain.claims.protocols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.medchain.claims.experiment.ClaimFigures;

/** CLAIM-3: means of ratios, and slopes. */
class RatioAndSlopeTest {

  @Test
  void aRatioIsAGeometricMean() {
    ClaimFigures figures = new ClaimFigures();
    figures.ratio("x", new double[] {2, 8}, "");
    figures.ratio("y", new double[] {2, Double.NaN}, "");

    assertThat(figures.find("x").orElseThrow()).isCloseTo(4, within(1e-9));
    assertThat(figures.find("x_low").orElseThrow()).isBetween(0.0, 2.0);
    assertThat(figures.find("x_high").orElseThrow()).isGreaterThan(8);
    assertThat(figures.find("y_low").orElseThrow()).isNaN();
  }

  @Test
  void aSlopeIsThatOfTheLine() {
    double[] x = {1, 2, 4};

    assertThat(LeastSquares.slope(x, new double[] {3, 1, -3})).isCloseTo(-2, within(1e-12));
    assertThat(LeastSquares.slope(new double[] {1, 1}, new double[] {1, 2})).isNaN();
  }
}

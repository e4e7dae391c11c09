package org.medchain.study.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Data that cannot be drawn truthfully are refused, in one line that says where. GAME-11. */
final class FigureChecksTest {
  private static final FigureHeading HEADING = SampleFigures.heading("checks");
  private static final FigureAxis AXIS = FigureAxis.linear("a");

  private static void refused(String word, ThrowingCallable making) {
    assertThatThrownBy(making)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(word)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void invalidShares() {
    refused("shares", () -> new SimplexPoint(0.5, 0.5, 0.5));
    refused("shares", () -> new SimplexPoint(1.2, -0.2, 0));
    refused("shares", () -> new SimplexPoint(Double.NaN, 0.5, 0.5));
    refused("shares", () -> SimplexPoint.of(0.5, 0.5));
    refused("share of the curve", () -> gradient(new PlanePoint(0, 0), new PlanePoint(1.1, 0)));
    refused("rest point", () -> new GradientFigure.GradientRestPoint(-0.1, StabilityClass.STABLE));
  }

  private static GradientFigure gradient(PlanePoint... curve) {
    return new GradientFigure(HEADING, AXIS, AXIS, List.of(curve), List.of());
  }

  @Test
  void flowThatLeavesTheSimplex() {
    SimplexPoint middle = new SimplexPoint(0.2, 0.3, 0.5);
    refused("velocity", () -> field(new SimplexFigure.SimplexVelocity(middle, 0.1, 0.1, 0.1)));
    // Payoffs of any scale: just as wrong when small.
    refused("velocity", () -> field(new SimplexFigure.SimplexVelocity(middle, 1e-8, 1e-8, 1e-8)));
    refused("velocity", () -> new SimplexFigure.SimplexVelocity(middle, Double.NaN, 0, 0));
    refused("velocity", () -> new PhaseFigure.PhaseVelocity(new PlanePoint(0, 0), Double.NaN, 0));
  }

  private static SimplexFigure field(SimplexFigure.SimplexVelocity... flow) {
    return new SimplexFigure(
        HEADING,
        List.of("A", "B", "C"),
        List.of(flow),
        List.of(),
        "",
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void roundingAtRestPointsIsNotFlowThatLeaves() {
    SimplexPoint middle = new SimplexPoint(0.2, 0.3, 0.5);
    SimplexFigure figure =
        field(
            new SimplexFigure.SimplexVelocity(middle, 1e7, -1e7, 0),
            new SimplexFigure.SimplexVelocity(middle, 1e-9, 1e-9, 0));
    assertThat(figure.velocities()).hasSize(2);
  }

  @Test
  void invalidDensities() {
    refused("add up", () -> new CountDensityFigure.CountDensity("d", List.of(0.5, 0.4)));
    refused("probability", () -> new CountDensityFigure.CountDensity("d", List.of(1.5, -0.5)));
    List<String> names = List.of("A", "B", "C");
    refused("masses", () -> new SimplexDensityFigure(HEADING, names, AXIS, List.of(0.5, 0.5)));
    refused(
        "strategies",
        () -> new SimplexDensityFigure(HEADING, List.of("A"), AXIS, List.of(0.0, 0.0, 1.0)));
  }

  @Test
  void intervalsWithoutTheirEstimate() {
    refused("interval", () -> new SeriesFigure.SeriesPoint(1, 5, 6, 7));
    refused("interval", () -> new SeriesFigure.SeriesPoint(1, 5, Double.NaN, 7));
    refused("interval", () -> new BarFigure.IntervalBar(5, 1, 4));
  }

  @Test
  void gridsWithMissingCells() {
    List<Double> two = List.of(0.0, 1.0);
    refused("rows of 2", () -> heat(two, two, List.of(List.of(1.0, 2.0))));
    refused("rows of 2", () -> heat(two, List.of(0.0), List.of(List.of(1.0))));
    refused("ascending", () -> heat(List.of(1.0, 1.0), List.of(0.0), List.of(two)));
    refused("category 1 of 1", () -> region(1, 1));
    refused("at most 8", () -> region(0, 9));
  }

  private static HeatMapFigure heat(List<Double> xs, List<Double> ys, List<List<Double>> values) {
    return new HeatMapFigure(HEADING, AXIS, AXIS, AXIS, xs, ys, values, List.of());
  }

  private static RegionFigure region(int cell, int categories) {
    List<Double> one = List.of(0.0);
    return new RegionFigure(
        HEADING,
        AXIS,
        AXIS,
        one,
        one,
        Collections.nCopies(categories, new RegionFigure.RegionCategory("c", "C")),
        List.of(List.of(cell)),
        List.of());
  }

  @Test
  void namesAndAxes() {
    refused("figure id", () -> new FigureHeading("../etc", "t", "c"));
    refused("axis 'a'", () -> FigureAxis.between("a", 1, 1));
    refused("logarithmic", () -> new FigureAxis("a", 0, 1, true));
    refused(
        "1 bars for 2 categories",
        () ->
            new BarFigure(
                HEADING,
                AXIS,
                List.of("p", "q"),
                "",
                List.of(new BarFigure.BarGroup("g", List.of(new BarFigure.IntervalBar(1, 1, 1))))));
    refused(
        "series 's'",
        () ->
            new SeriesFigure.DataSeries(
                "s",
                SeriesFigure.SeriesStyle.LINE,
                List.of(
                    SeriesFigure.SeriesPoint.exact(2, 0), SeriesFigure.SeriesPoint.exact(1, 0))));
  }
}

package org.medchain.study.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Data that cannot be drawn truthfully are refused, in one line that says where. GAME-11. */
final class ChecksTest {
  private static final Heading HEADING = Samples.heading("checks");
  private static final Axis AXIS = Axis.fitted("a");

  private static void refused(String word, ThrowingCallable making) {
    assertThatThrownBy(making)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(word)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void sharesThatAreNone() {
    refused("shares", () -> new Mix(0.5, 0.5, 0.5));
    refused("shares", () -> new Mix(1.2, -0.2, 0));
    refused("shares", () -> new Mix(Double.NaN, 0.5, 0.5));
    refused("shares", () -> Mix.of(0.5, 0.5));
    refused("share of the curve", () -> gradient(new Place(0, 0), new Place(1.1, 0)));
    refused("rest point", () -> new GradientFigure.Rest(-0.1, Stability.STABLE));
  }

  private static GradientFigure gradient(Place... curve) {
    return new GradientFigure(HEADING, AXIS, AXIS, List.of(curve), List.of());
  }

  @Test
  void flowThatLeavesTheSimplex() {
    Mix middle = new Mix(0.2, 0.3, 0.5);
    refused("velocity", () -> field(new SimplexFigure.Flow(middle, 0.1, 0.1, 0.1)));
    // Payoffs of any scale: just as wrong when small.
    refused("velocity", () -> field(new SimplexFigure.Flow(middle, 1e-8, 1e-8, 1e-8)));
    refused("velocity", () -> new SimplexFigure.Flow(middle, Double.NaN, 0, 0));
    refused("velocity", () -> new PhaseFigure.Flow(new Place(0, 0), Double.NaN, 0));
  }

  private static SimplexFigure field(SimplexFigure.Flow... flow) {
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
    Mix middle = new Mix(0.2, 0.3, 0.5);
    SimplexFigure figure =
        field(
            new SimplexFigure.Flow(middle, 1e7, -1e7, 0),
            new SimplexFigure.Flow(middle, 1e-9, 1e-9, 0));
    assertThat(figure.flow()).hasSize(2);
  }

  @Test
  void densitiesThatAreNone() {
    refused("add up", () -> new CountDensityFigure.Density("d", List.of(0.5, 0.4)));
    refused("probability", () -> new CountDensityFigure.Density("d", List.of(1.5, -0.5)));
    List<String> names = List.of("A", "B", "C");
    refused("masses", () -> new SimplexDensityFigure(HEADING, names, AXIS, List.of(0.5, 0.5)));
    refused(
        "strategies",
        () -> new SimplexDensityFigure(HEADING, List.of("A"), AXIS, List.of(0.0, 0.0, 1.0)));
  }

  @Test
  void intervalsWithoutTheirEstimate() {
    refused("interval", () -> new SeriesFigure.Estimate(1, 5, 6, 7));
    refused("interval", () -> new SeriesFigure.Estimate(1, 5, Double.NaN, 7));
    refused("interval", () -> new BarFigure.Bar(5, 1, 4));
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

  private static HeatFigure heat(List<Double> xs, List<Double> ys, List<List<Double>> values) {
    return new HeatFigure(HEADING, AXIS, AXIS, AXIS, Ramp.SEQUENTIAL, xs, ys, values, List.of());
  }

  private static RegionFigure region(int cell, int categories) {
    List<Double> one = List.of(0.0);
    return new RegionFigure(
        HEADING,
        AXIS,
        AXIS,
        one,
        one,
        Collections.nCopies(categories, new RegionFigure.Category("c", "C")),
        List.of(List.of(cell)),
        List.of());
  }

  @Test
  void namesAndAxes() {
    refused("figure id", () -> new Heading("../etc", "t", "c"));
    refused("axis 'a'", () -> Axis.between("a", 1, 1));
    refused("logarithmic", () -> new Axis("a", 0, 1, true));
    refused(
        "1 bars for 2 categories",
        () ->
            new BarFigure(
                HEADING,
                AXIS,
                List.of("p", "q"),
                "",
                List.of(new BarFigure.Group("g", List.of(new BarFigure.Bar(1, 1, 1))))));
    refused(
        "series 's'",
        () ->
            new SeriesFigure.Series(
                "s",
                SeriesFigure.Style.LINE,
                List.of(SeriesFigure.Estimate.exact(2, 0), SeriesFigure.Estimate.exact(1, 0))));
  }
}

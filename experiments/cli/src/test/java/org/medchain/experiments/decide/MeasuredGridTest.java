package org.medchain.experiments.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.checkout.Repository;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.config.ConfigKeys;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.experiments.decide.MeasuredGrid.MeasuredCell;
import org.medchain.experiments.results.TrialRow;

/** Between cells only where they give each other's values again (BASE-13). */
class MeasuredGridTest {
  private static double at(double place, double... placesAndValues) {
    List<MeasuredCell> cells = new ArrayList<>();
    for (int i = 0; i < placesAndValues.length; i += 2) {
      cells.add(new MeasuredCell(List.of(placesAndValues[i]), placesAndValues[i + 1]));
    }
    return new MeasuredGrid(cells, 1).at(List.of(place));
  }

  @Test
  @DisplayName("a line is interpolated, and a cell is its own value (BASE-13)")
  void line() {
    assertThat(at(30, 10, 100, 20, 200, 50, 500)).isCloseTo(300, within(1e-9));
    assertThat(at(20, 10, 100, 20, 200, 50, 500)).isEqualTo(200);
  }

  @Test
  @DisplayName("a bend that neighbours do not foretell is not interpolated (BASE-13)")
  void bend() {
    assertThat(at(30, 10, 100, 20, 100, 50, 500)).isNaN();
    assertThat(at(12, 10, 100, 20, 110, 50, 500, 60, 100)).as("the nearest's").isEqualTo(100);
  }

  @Test
  @DisplayName("beyond the last cell its value stands, and of two each must do for the other")
  void ends() {
    assertThat(at(30, 10, 100, 20, 110)).isEqualTo(110);
    assertThat(at(15, 10, 100, 20, 110)).isCloseTo(105, within(1e-9));
    assertThat(at(15, 10, 100, 20, 200)).isNaN();
  }

  private static double coordinate(String axis, ChoicePoint point) {
    return switch (axis) {
      case "nodes" -> point.nodes();
      case "rtt" -> point.rttMs();
      default -> point.rateTps();
    };
  }

  private static List<Object> place(ChoicePoint point) {
    return List.of(point.protocol(), point.nodes(), point.faulty(), point.rttMs());
  }

  /** Left out with a cell are all of its number of nodes or its distance; of a load, it alone. */
  private static boolean isLeftOut(String axis, ChoicePoint left, ChoicePoint other) {
    return coordinate(axis, left) == coordinate(axis, other)
        && (!axis.equals("load") || place(left).equals(place(other)));
  }

  @ParameterizedTest(name = "{0}: cells between others in {1} are left out, {2} answered (BASE-13)")
  @CsvSource({
    "pbft, nodes, 130",
    "pbft, rtt, 90",
    "pbft, load, 100",
    "sealed, nodes, 20",
    "sealed, rtt, 10",
    "pow, nodes, 12",
    "pow, rtt, 12"
  })
  void leftOut(String protocol, String axis, int least) throws Exception {
    ProtocolKind kind = ConfigKeys.constant(ProtocolKind.class, protocol).orElseThrow();
    ChoiceCells all = ChoiceCells.read(Repository.ROOT);
    List<ChoicePoint> points =
        all.rows().keySet().stream().filter(each -> each.protocol() == kind).toList();
    int near = 0;
    int answered = 0;
    for (ChoicePoint point : points) {
      DoubleSummaryStatistics line =
          points.stream()
              .filter(each -> !axis.equals("load") || place(each).equals(place(point)))
              .mapToDouble(each -> coordinate(axis, each))
              .summaryStatistics();
      double at = coordinate(axis, point);
      if (line.getMin() < at && at < line.getMax()) {
        Map<ChoicePoint, TrialRow> others = new HashMap<>(all.rows());
        others.keySet().removeIf(each -> isLeftOut(axis, point, each));
        double answer =
            new ChoiceCells(all.saturations(), others).latencyMs(point, TrialColumn.LATENCY_P50_MS);
        double value = all.rows().get(point).number(TrialColumn.LATENCY_P50_MS).orElseThrow();
        answered += Double.isNaN(answer) ? 0 : 1;
        near += MeasuredGrid.isNear(answer, value) ? 1 : 0;
      }
    }
    assertThat(answered).isGreaterThanOrEqualTo(least);
    assertThat(near).as("of %s", answered).isGreaterThanOrEqualTo((int) (0.9 * answered));
  }
}

package org.medchain.measurements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.experiments.config.UserInputException;

/** SIM-41, SIM-42: the table of what a message costs, and which trials are named as slower. */
class SimulatorTableTest {
  @TempDir private Path folder;

  private static SimulatorFigure figure(
      int nodes, int rounds, double rate, double least, double most, double yardstickMs) {
    return new SimulatorFigure(
        ProtocolKind.PBFT,
        nodes,
        1000,
        true,
        2_000_000,
        3_000_000,
        rounds,
        rate,
        least,
        most,
        200,
        0.05,
        yardstickMs);
  }

  private static SimulatorFigure now(double rate, double least, double most) {
    return figure(100, 3, rate, least, most, 20);
  }

  private static List<String> regressions(SimulatorFigure before, SimulatorFigure now) {
    return new SimulatorTable(List.of(now)).regressions(new SimulatorTable(List.of(before)));
  }

  @Test
  void whatIsSlowerBeyondNoiseIsNamed() {
    SimulatorFigure before = now(1e6, 0.95e6, 1.05e6);
    assertThat(regressions(before, now(0.8e6, 0.75e6, 0.9e6)))
        .singleElement()
        .asString()
        .contains("pbft, 100 nodes, 1000 heights, all observers", "0.80 of the speed before");
  }

  /** A tenth, overlapping rounds, one round, another trial: none of these is a regression. */
  @Test
  void noiseIsNotNamed() {
    SimulatorFigure before = now(1e6, 0.95e6, 1.05e6);
    assertThat(regressions(before, now(0.91e6, 0.90e6, 0.92e6))).isEmpty();
    assertThat(regressions(before, now(0.8e6, 0.7e6, 0.96e6))).isEmpty();
    assertThat(regressions(before, figure(100, 1, 0.5e6, 0.5e6, 0.5e6, 20))).isEmpty();
    assertThat(regressions(before, figure(10, 3, 0.5e6, 0.5e6, 0.5e6, 20))).isEmpty();
  }

  /** A machine that is half as fast by the yardstick is expected to deliver half as much. */
  @Test
  void machinesAreComparedByTheYardstick() {
    SimulatorFigure before = now(1e6, 0.95e6, 1.05e6);
    assertThat(regressions(before, figure(100, 3, 0.5e6, 0.45e6, 0.55e6, 40))).isEmpty();
    assertThat(regressions(before, figure(100, 3, 0.9e6, 0.85e6, 0.92e6, 10))).hasSize(1);
  }

  @Test
  void aTableIsReadAsItWasWritten() throws Exception {
    SimulatorTable table =
        new SimulatorTable(List.of(now(1e6, 0.9e6, 1.1e6), figure(4, 3, 2e6, 2e6, 2e6, 20)));
    Path file = folder.resolve("simulator.csv");
    table.write(file);
    assertThat(SimulatorTable.read(file)).isEqualTo(table);
    assertThat(table.lines(table)).hasSize(3).last().asString().contains("1.00");
    assertThat(SimulatorTable.read(folder.resolve("none.csv"))).isEqualTo(SimulatorTable.NONE);
    Files.writeString(file, "a,b\n1,2\n");
    assertThatThrownBy(() -> SimulatorTable.read(file)).isInstanceOf(UserInputException.class);
  }
}

package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.config.ConfigKeys;
import org.medchain.comparison.config.RepeatsConfig;

/** CMP-59: what {@code repeats} may say, and what it means for the grid. */
class RepeatsKeyTest {
  private static final String UNTIL = "until: {latency_p50_ms: 5 %, throughput_tps: 0.02}}";

  @TempDir Path folder;
  private ConfigProblems problems;

  @BeforeEach
  void writeThere() {
    problems = new ConfigProblems(folder);
  }

  private LoadedConfig read(String repeats) throws Exception {
    return LoadedConfig.read(
        problems.write(ConfigProblems.GOOD + "repeats: " + repeats + "\n"), ConfigOverrides.NONE);
  }

  @Test
  void aMappingSaysHowNarrow() throws Exception {
    LoadedConfig config = read("{min: 3, max: 40, " + UNTIL);
    RepeatsConfig repeats = config.experiment().repeats();
    assertThat(repeats.toString()).isEqualTo("3..40");
    assertThat(repeats.until().shares())
        .isEqualTo(Map.of("latency_p50_ms", 0.05, "throughput_tps", 0.02));
    assertThat(config.effective().get("repeats").toString())
        .isEqualTo(
            "{\"min\":3,\"max\":40,\"until\":{\"throughput_tps\":0.02,\"latency_p50_ms\":0.05}}");
    assertThat(LoadedConfig.told(config.effective()).hash()).isEqualTo(config.hash());
  }

  @ParameterizedTest
  @ValueSource(strings = {"5%", "5.0 %", "'5 %'", "0.05"})
  void oneShareHasOneHash(String share) throws Exception {
    String all = "{min: 3, max: 9, until: {stale_rate: %s}}";
    assertThat(read(all.replace("%s", share)).hash())
        .isEqualTo(read(all.replace("%s", "5 %")).hash());
  }

  /** The grid has all that may be run, so a trial's number and seed follow from max alone. */
  @Test
  void trialsAreThoseOfTheMost() throws Exception {
    List<TrialCell> plain = read("10").grid();
    for (String least : List.of("3", "10")) {
      List<TrialCell> grid = read("{min: " + least + ", max: 10, " + UNTIL).grid();
      assertThat(grid.stream().map(RepeatsKeyTest::place))
          .containsExactlyElementsOf(plain.stream().map(RepeatsKeyTest::place).toList());
    }
    assertThat(read("{min: 10, max: 10, " + UNTIL).hash()).isNotEqualTo(read("10").hash());
  }

  private static List<Object> place(TrialCell cell) {
    return List.of(cell.number(), cell.protocol(), cell.nodes(), cell.repeat(), cell.seed());
  }

  /** Each is a column whose values have a mean above 0 or have none. */
  @Test
  void whatIsLookedAtAreColumns() {
    assertThat(
            Arrays.stream(RepeatsConfig.UntilConfig.class.getRecordComponents())
                .map(ConfigKeys::of))
        .isSubsetOf(TrialColumn.headers(List.of(TrialColumn.values())))
        .isNotEmpty();
  }
}

package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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

  static Stream<Arguments> wrong() {
    return Stream.of(
        bad("{min: 5, max: 4, " + UNTIL, "repeats.min is 5; allowed: at most repeats.max, 4"),
        bad("{min: 2, max: 4, " + UNTIL, "repeats.min is 2; allowed: an integer from 3 to 10000"),
        bad("{min: 3, max: 10001, " + UNTIL, "repeats.max is 10001; allowed: an integer from 3 to"),
        bad("{min: 3.5, max: 9, " + UNTIL, "repeats.min is 3.5; allowed: an integer from 3 to"),
        bad("{max: 9, " + UNTIL, "the key \"repeats.min\" is missing; it is required: an integer"),
        bad("{min: 3, " + UNTIL, "the key \"repeats.max\" is missing; it is required: an integer"),
        bad("{min: 3, max: 9}", "the key \"repeats.until\" is missing; it is required: columns of"),
        bad("{min: 3, max: 9, until: {}}", "repeats.until is empty; allowed: one column or more"),
        bad("{min: 3, max: 9, until: 5 %}", "repeats.until is \"5 %\"; allowed: columns of"),
        bad(
            "{min: 3, max: 9, until: {latency_ms: 5 %}}",
            "unknown key \"latency_ms\" in repeats.u"),
        bad("{min: 3, max: 9, until: {nodes: 5 %}}", "unknown key \"nodes\" in repeats.until"),
        bad("{min: 3, max: 9, until: {stale_rate: 0}}", "repeats.until.stale_rate is 0; allowed: "),
        bad(
            "{min: 3, max: 9, until: {stale_rate: 0 %}}",
            "repeats.until.stale_rate is \"0 %\"; al"),
        bad("{min: 3, max: 9, until: {stale_rate: 0.0%}}", "repeats.until.stale_rate is \"0.0%\""),
        bad(
            "{min: 3, max: 9, until: {stale_rate: 5}}",
            "repeats.until.stale_rate is 5; allowed: a"),
        bad(
            "{min: 3, max: 9, until: {stale_rate: 101 %}}",
            "repeats.until.stale_rate is \"101 %\""),
        bad("{min: 3, max: 9, until: {stale_rate: -5 %}}", "repeats.until.stale_rate is \"-5 %\""),
        bad("{min: 3, max: 9, until: {stale_rate: little}}", "repeats.until.stale_rate is \"littl"),
        bad(
            "{min: 3, max: 9, till: {stale_rate: 5 %}, " + UNTIL,
            "unknown key \"till\" in repeats"),
        bad("[3, 9]", "repeats is a list; allowed: an integer from 1 to 10000, or a mapping of"));
  }

  private static Arguments bad(String repeats, String message) {
    return Arguments.of(repeats, message);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void eachWrongOneGivesOneLine(String repeats, String message) throws Exception {
    problems.assertOne("repeats: " + repeats, "4: " + message);
  }

  @Test
  void theMostAreWhatAComputerHasToHold() throws Exception {
    problems.assertOne(
        "fault_rates: [0, 0.1, 0.2, 0.3, 0.4, 0.5]\nrepeats: {min: 3, max: 10000, " + UNTIL,
        "5: this makes 240000 trials; at most 100000");
  }
}

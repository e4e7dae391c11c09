package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.TrialColumn.ColumnCondition;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.config.IncentiveSetting;
import org.medchain.comparison.metrics.GameOutcome;
import org.medchain.experiments.CommandFixture.Ended;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.WholeTrials;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** EXP-31: what a run with a game leaves behind. */
class GameRunTest {
  private static final String CONFIG =
      """
      name: game
      protocols: [pbft, pow]
      nodes: [4]
      repeats: 2
      game: {dishonest: [0, 0.3], lazy: [0, 0.5], rewards: [6, 10], penalties: 20}
      """;

  @TempDir Path root;
  private CommandFixture command;
  private String config;

  @BeforeEach
  void makeProject() throws IOException {
    command = new CommandFixture(root, GameRunTest::fake);
    config = command.config(CONFIG).toString();
  }

  /** A made-up game whose outcome follows from its shares. */
  private static TrialResult fake(TrialCell cell, TrialHook hook) {
    TrialResult usual = FakeTrials.run(cell, hook);
    IncentiveSetting point = cell.config().game().point().orElseThrow();
    long untrue = Math.round(100 * point.dishonest());
    long accepted = Math.round(untrue * point.lazy());
    boolean some = untrue > 0;
    return usual.with(
        new GameOutcome(
            100 - untrue,
            untrue,
            accepted,
            1,
            0,
            OptionalDouble.of(point.reward()),
            some ? OptionalDouble.of(point.reward() + 30 * point.lazy()) : none(),
            OptionalDouble.of(250),
            OptionalLong.of(500),
            OptionalLong.of(20 * (untrue - accepted))));
  }

  private static OptionalDouble none() {
    return OptionalDouble.empty();
  }

  private RunFolder ranOnce() throws IOException {
    Ended ended = command.run("run", config);
    assertThat(ended.code()).as(ended.err()).isZero();
    return new RunFolder(command.onlyRun());
  }

  @Test
  void theAxesAreInTheTableAndInTheCells() throws Exception {
    Ended ended = command.run("run", config);
    assertThat(ended.out())
        .contains("dishonest", "lazy", "reward", "false accepted %", "honest − false")
        .doesNotContain("penalty");
    List<TrialRow> rows = WholeTrials.read(new RunFolder(command.onlyRun()).trials());
    assertThat(rows).hasSize(2 * 2 * 2 * 2 * 2);
    assertThat(rows.stream().map(TrialRow::cell).distinct()).hasSize(16);
    TrialRow last = rows.getLast();
    assertThat(last.cell().game()).contains(new IncentiveSetting(0.3, 0.5, 10, 20));
    assertThat(last.text(TrialColumn.FALSE_ACCEPTED_SHARE)).isEqualTo("0.5");
    assertThat(last.number(TrialColumn.HONEST_MINUS_FALSE_PAYOFF)).hasValue(-15);
    assertThat(rows.getFirst().text(TrialColumn.FALSE_ACCEPTED_SHARE)).isEmpty();
    assertThat(command.run("check", config).out()).contains("× 8 game × 2 repeats");
  }

  @Test
  void thePageHasTheFigureAndExplainsTheColumns() throws Exception {
    RunFolder folder = ranOnce();
    String page = Files.readString(folder.page());
    for (TrialColumn column : TrialColumn.values()) {
      if (column.condition() == ColumnCondition.GAME) {
        assertThat(page).contains("<th><code>" + column.header() + "</code></th>");
      }
    }
    assertThat(page)
        .contains("False records found valid against the dishonest share of the uploaders")
        .contains("PBFT, 50 % lazy")
        .doesNotContain("NaN");
    assertThat(folder.report().resolve("figures/false-accepted-dishonest-crash.svg"))
        .isNotEmptyFile();
    Files.delete(folder.page());
    command.run("report", folder.path().toString());
    assertThat(Files.readString(folder.page())).isEqualTo(page);
  }

  @Test
  void programsSeeTheAxesToo() throws Exception {
    JsonNode json = JsonMapper.shared().readTree(command.run("run", config, "--json").out());
    assertThat(json.path("cells").get(0).path("dishonest_share").isNumber()).isTrue();
    assertThat(json.path("cells").get(15).path("upload_reward").asInt()).isEqualTo(10);
    Path out = root.resolve("export");
    command.run("results", "export", command.onlyRun().toString(), "--out", out.toString());
    assertThat(Files.readString(out.resolve("dictionary.csv")))
        .contains("tidy.csv,honest_minus_false_payoff,number,points/record,16 of 32");
    assertThat(Files.readAllLines(out.resolve("quantiles.csv")).getLast()).contains(",0.3,0.5,10,");
  }
}

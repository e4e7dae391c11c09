package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.experiments.CommandFixture.Ended;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.WholeTrials;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** CMP-58, EXP-42: axes of a config's own keys, from the command to tables and figures. */
class AxesRunTest {
  private static final String AXES =
      """
      axes:
        workload.rate_tps: {from: 10, to: 1000, log: 3}
        pow.difficulty: [16, 200]
      where: workload.rate_tps < 1000
      """;

  private static final String NOT_RUN =
      "not run: pbft at each pow.difficulty: it has no such key, and is run once";

  @TempDir Path root;
  private final AtomicInteger ran = new AtomicInteger();
  private CommandFixture command;
  private String config;

  @BeforeEach
  void makeProject() throws IOException {
    command = CommandFixture.counting(root, ran, FakeTrials::run);
    config = command.config(CommandFixture.CONFIG + AXES).toString();
  }

  @Test
  void checkSaysWhatIsRunAndWhatIsNot() {
    assertThat(command.run("check", config).out())
        .startsWith("# 24 trials: 3 workload.rate_tps × 2 pow.difficulty × 2 protocols × 2 nodes")
        .contains("# " + NOT_RUN);
  }

  @Test
  void tablesHaveAColumnForEachAxis() throws Exception {
    Ended ended = command.run("run", config, "--json");
    assertThat(ended.code()).isZero();
    assertThat(ended.err()).startsWith(NOT_RUN);
    JsonNode json = JsonMapper.shared().readTree(ended.out());
    assertThat(json.at("/cells/1/workload.rate_tps").asInt()).isEqualTo(10);
    assertThat(json.path("trials").path(0).path("pow.difficulty").isNull()).isTrue();
    assertThat(json.path("trials").path(23).path("pow.difficulty").asInt()).isEqualTo(200);
    Path run = command.onlyRun();
    Path table = new RunFolder(run).trials();
    assertThat(Files.readAllLines(table).getFirst())
        .endsWith(",checkpoints,workload.rate_tps,pow.difficulty");
    List<TrialRow> rows = WholeTrials.read(table);
    assertThat(rows.stream().map(row -> row.cell().protocol() + row.axes().values()).distinct())
        .containsExactly(
            "pbft[10, ]",
            "pow[10, 16]",
            "pow[10, 200]",
            "pbft[100, ]",
            "pow[100, 16]",
            "pow[100, 200]");
    assertThat(command.run("run", config).out())
        .contains("workload.rate_tps  pow.difficulty")
        .contains("workload.rate_tps 10 and 100, pow.difficulty 16 and 200,");
    assertThat(ran.get()).as("EXP-8").isEqualTo(24);
    assertThat(command.run("results", "export", run.toString()).code()).isZero();
    assertThat(Files.readString(run.resolve("export/dictionary.csv")))
        .contains("tidy.csv,workload.rate_tps,number,requests/s,0 of 24,")
        .contains("tidy.csv,pow.difficulty,number,1,8 of 24,");
    assertThat(Files.readAllLines(run.resolve("export/quantiles.csv")).getFirst())
        .contains(",workload.rate_tps,pow.difficulty,repeats,");
    assertThat(Files.readAllLines(run.resolve("report/closed-forms.csv")).getFirst())
        .contains(",block_interval_s,workload.rate_tps,pow.difficulty,form,");
  }

  @Test
  void figuresAreAgainstEachAxisWithNumbers() throws Exception {
    command.run("run", config);
    Path figures = command.onlyRun().resolve("report/figures");
    try (Stream<Path> files = Files.list(figures)) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(n -> n.contains("-key-")))
          .containsExactlyInAnyOrder(
              "latency-key-crash-pow-difficulty.svg",
              "latency-key-crash-workload-rate-tps.svg",
              "throughput-key-crash-pow-difficulty.svg",
              "throughput-key-crash-workload-rate-tps.svg");
    }
    // PBFT, which has no difficulty, stands in the panels of both.
    String svg = Files.readString(figures.resolve("latency-key-crash-workload-rate-tps.svg"));
    assertThat(svg).contains("pow.difficulty 16", "pow.difficulty 200", ">workload.rate_tps<");
    assertThat(svg).doesNotContain("pow.difficulty –");
    String page = Files.readString(command.onlyRun().resolve("report/index.html"));
    assertThat(page)
        .contains("Latency against workload.rate_tps")
        .contains("The clients offer workload.rate_tps a second")
        .contains("<th><code>pow.difficulty</code></th>");
  }

  @Test
  void optionsMakeAxesAndReplaceValues() throws Exception {
    String plain = command.config(CommandFixture.CONFIG).toString();
    Ended ended =
        command.run(
            "run",
            plain,
            "--set",
            "protocols=[pbft]",
            "--set",
            "nodes=[4]",
            "--axis",
            "pbft.window=1..64/log4",
            "--axis",
            "network.loss=0,0.1");
    assertThat(ended.err()).isEmpty();
    assertThat(ran.get()).isEqualTo(4 * 2 * 2);
    String kept = command.onlyRun().resolve("config.yaml").toString();
    assertThat(command.run("check", kept).out())
        .startsWith("# 16 trials: 4 pbft.window × 2 network.loss × 1 protocols × 1 nodes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--set | nodes=[3] | --set nodes: nodes[0] is 3; allowed: an integer from 4 to 10000",
        "--set | rate=3 | --set rate: unknown key \"rate\"",
        "--set | nodes | medchain run: --set is 'nodes', allowed is a key's path, '='",
        "--axis | pbft.window=0 | --axis pbft.window: pbft.window is 0; allowed: an integer from",
        "--axis | pbft.window | medchain run: --axis is 'pbft.window', allowed is a",
        "--axis | =3 | medchain run: --axis is '=3', allowed is a key's path, '=' and what it",
        "--seed=3 --set | seed=4 | medchain run: --set seed: the key is given twice, allowed is",
        "--set=nodes=[4] --set | nodes=[7] | medchain run: --set nodes: the key is given twice",
        "--set=nodes=[4] --axis | nodes=7 | medchain run: --axis nodes: the key is given twice",
      })
  void wrongOptionsNameThemselves(String options, String value, String line) {
    List<String> words = new ArrayList<>(List.of("run", config));
    words.addAll(List.of(options.split(" ", -1)));
    words.add(value);
    Ended ended = command.run(words.toArray(String[]::new));
    assertThat(ended.code()).isEqualTo(Medchain.INVALID_INPUT);
    assertThat(ended.errLines()).singleElement().asString().startsWith(line);
    assertThat(ran.get()).isZero();
  }
}

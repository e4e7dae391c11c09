package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.experiments.CommandFixture.Ended;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.WholeTrials;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** CMP-59: repeats until means are narrow, from the command to files and report. */
class NarrowRepeatsTest {
  private static final String CELLS = "name: q\nprotocols: [pbft, pow]\nnodes: [4, 7]\n";
  private static final String NARROW =
      CELLS + "repeats: {min: 3, max: 12, until: {latency_p50_ms: 5 %, throughput_tps: 6 %}}\n";

  @TempDir Path root;

  private CommandFixture command() throws IOException {
    return new CommandFixture(root, FakeTrials::noisy);
  }

  private String config(String text) throws IOException {
    return command().config(text).toString();
  }

  /** Table and histograms. */
  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    Path run = command().onlyRun();
    try (Stream<Path> all = Files.walk(run)) {
      for (Path each : all.filter(f -> f.toString().matches(".*(trials.csv|hlog)")).toList()) {
        files.put(
            run.relativize(each).toString(), Files.readString(each, StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  @Test
  void checkSaysTheLeastAndTheMost() throws IOException {
    assertThat(command().run("check", config(NARROW)).out())
        .startsWith(
            "# 12..48 trials: 2 protocols × 2 nodes × 1 faults × 1 fault_rates × 3..12 rep");
  }

  @Test
  void eachCellEndsWhereItIsNarrow() throws Exception {
    Ended ended = command().run("run", config(NARROW));
    assertThat(ended.code()).isZero();
    RunFolder folder = new RunFolder(command().onlyRun());
    List<TrialRow> rows = WholeTrials.read(folder.trials());
    assertThat(rows.stream().map(TrialRow::trial)).isSorted();
    JsonNode manifest = JsonMapper.shared().readTree(folder.manifest().toFile());
    assertThat(manifest.path("trials_planned").asInt()).isEqualTo(rows.size()).isBetween(13, 47);
    List<String> ends = new ArrayList<>();
    int repeats = 0;
    for (JsonNode end : manifest.path("repeats")) {
      ends.add(end.path("ended").asString());
      repeats += end.path("repeats").asInt();
      assertThat(end.path("repeats").asInt() == 12 || end.path("ended").asString().equals("narrow"))
          .isTrue();
    }
    assertThat(repeats).isEqualTo(rows.size());
    assertThat(ends).hasSize(4).contains("narrow", "max").doesNotContain("unfinished");
    assertThat(ended.complaints()).isEmpty();
    assertThat(ended.out())
        .contains(rows.size() + " trials: " + rows.size() + " live as promised")
        .contains("repeats: of each cell until half of the 95 % interval");
    assertThat(Files.readString(folder.page()))
        .contains("3 to 12 repeats each")
        .contains("throughput_tps 6 %, latency_p50_ms 5 %")
        .contains("decided on the number of repeats, marks are that mean")
        .contains(">12, not narrow<", ">difference s<", ">difference tx/s<");
    // The interval is that of the mean of medians.
    JsonNode cell =
        JsonMapper.shared()
            .readTree(command().run("run", config(NARROW), "--json").out())
            .at("/cells/0/latency_p50_ms");
    assertThat(cell.path("mean").isNumber()).isTrue();
    assertThat(cell.path("low_95").isNumber()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void threadsAndInterruptionsChangeNoByte(long seed) throws Exception {
    Map<String, String> whole = Map.of();
    for (String threads : List.of("1", "2")) {
      assertThat(command().run("run", config(NARROW), "--force", "--threads", threads).code())
          .isZero();
      Map<String, String> files = files();
      assertThat(whole.isEmpty() || files.equals(whole)).isTrue();
      whole = files;
      Path table = command().onlyRun().resolve("trials.csv");
      // As interruptions leave it: some rows of the last rounds, and a histogram lost.
      List<String> lines = new ArrayList<>(Files.readAllLines(table));
      Random chance = new Random(seed);
      lines.subList(1, lines.size()).removeIf(line -> chance.nextInt(3) == 0);
      Files.write(table, lines);
      Files.delete(new RunFolder(command().onlyRun()).histogram(2));
      assertThat(command().run("run", config(NARROW), "--threads", threads).code()).isZero();
      assertThat(files()).isEqualTo(whole);
    }
  }

  /** What gave no result holds its cell, and no other one. */
  @Test
  void aTrialThatFailsIsTheNextCalls() throws Exception {
    CommandFixture failing =
        new CommandFixture(
            root,
            (trial, hook) -> {
              if (trial.number() == 1) {
                throw new IllegalStateException("broken");
              }
              return FakeTrials.noisy(trial, hook);
            });
    String config = config(NARROW);
    Ended ended = failing.run("run", config);
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("trial 1 (pbft, 4 nodes, crash 0.0, seed ");
    JsonNode manifest =
        JsonMapper.shared().readTree(command().onlyRun().resolve("manifest.json").toFile());
    assertThat(manifest.at("/repeats/0/ended").asString()).isEqualTo("unfinished");
    assertThat(manifest.at("/repeats/1/ended").asString()).isNotEqualTo("unfinished");
    assertThat(command().run("run", config).code()).isZero();
    Map<String, String> mended = files();
    command().run("run", config, "--force");
    assertThat(files()).isEqualTo(mended);
  }
}

package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.checkout.Repository;
import org.medchain.experiments.CommandFixture.Ended;
import org.medchain.history.format.HistoryReader;
import org.medchain.history.model.WorkloadModel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HIST-13: {@code medchain check --model} judges the histories that are shipped, and refuses. */
@Tag("statistical")
class HistoryCheckTest {
  private static final Path HISTORIES = Repository.file("experiments/histories");
  private static final Pattern ROW =
      Pattern.compile("\\| \\[`([^`]+)`\\]\\(\\1\\) \\| ([a-z-]+) \\| ([a-z]+) \\|.*");

  @TempDir Path root;
  private CommandFixture command;

  @BeforeEach
  void makeProject() throws IOException {
    command = new CommandFixture(root, FakeTrials::run);
  }

  /** Words without blanks in them. */
  private Ended check(String words, Object... parts) {
    List<Object> left = new ArrayList<>(List.of(parts));
    return command.run(
        Stream.of(("check " + words).split(" ", -1))
            .map(word -> word.contains("%s") ? word.replace("%s", "" + left.removeFirst()) : word)
            .toArray(String[]::new));
  }

  private static String shipped(String name) {
    return HISTORIES.resolve(name).toString();
  }

  /** The rows of the page beside the histories. */
  static Stream<Arguments> samples() throws IOException {
    return Files.readAllLines(HISTORIES.resolve("README.md")).stream()
        .map(ROW::matcher)
        .filter(row -> row.matches())
        .map(row -> Arguments.of(row.group(1), row.group(2), row.group(3)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void samplesHaveTheVerdictOnTheirPage(String file, String model, String verdict) {
    Ended ended = check("--model %s %s", model, shipped(file));
    assertThat(ended.out()).startsWith(verdict + ": " + shipped(file) + " as " + model + " (");
    assertThat(ended.code()).isEqualTo(List.of("valid", "invalid", "", "unknown").indexOf(verdict));
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void allSamplesAreOnTheirPage() throws IOException {
    try (Stream<Path> files = Files.list(HISTORIES)) {
      assertThat(
              files.map(each -> each.getFileName().toString()).filter(name -> !name.endsWith("md")))
          .containsExactlyInAnyOrderElementsOf(
              samples().map(row -> (String) row.get()[0]).toList());
    }
  }

  @Test
  void theVerdictThenCountsThenTheCounterexample() {
    Ended ended = check("%s --model register", shipped("register-stale.edn"));
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out().lines().skip(1))
        .containsExactly(
            "objects 1, configurations 2, operations 5, ok 5, fail 0, open 0, read ok 3, write ok"
                + " 2",
            "",
            "not linearizable: 3 operations have no linearization",
            "  impossible: process 2: read nil -> 1",
            "  just before its completion the state is 2",
            "",
            "0  |write 1| |write 2|",
            "2                      !read → 1!");
  }

  @Test
  void theCounterexampleIsDrawnAndWritten() throws Exception {
    Path svg = root.resolve("stale.svg");
    Path small = root.resolve("stale.edn");
    String stale = shipped("register-stale.edn");
    check("--model register %s --draw %s --counterexample %s", stale, svg, small);
    assertThat(Files.readString(svg)).startsWith("<svg ").endsWith("</svg>\n");
    assertThat(HistoryReader.read(Files.readAllBytes(small)).events()).hasSize(6);
    assertThat(check("--model register %s", small).code()).isEqualTo(1);
    Path no = root.resolve("no.svg");
    Ended valid = check("--model register %s --draw %s", shipped("register-valid.edn"), no);
    assertThat(valid.code()).isZero();
    assertThat(valid.errLines())
        .containsExactly("there is no counterexample to be drawn; no " + no);
    assertThat(no).doesNotExist();
  }

  @Test
  void jsonHasAll() {
    Ended ended = check("--model register %s --json", shipped("register-stale.edn"));
    JsonNode json = JsonMapper.shared().readTree(ended.out());
    assertThat(json.path("verdict").asString()).isEqualTo("invalid");
    assertThat(json.path("counts").path("operations").asInt()).isEqualTo(5);
    assertThat(json.path("findings").path(0).path("name").asString()).isEqualTo("not linearizable");
    assertThat(json.path("counterexample").path("operations").size()).isEqualTo(3);
    assertThat(json.path("counterexample").path("states").path(0).asString()).isEqualTo("2");
    Ended valid = check("--model register %s --json", shipped("register-valid.edn"));
    JsonNode witness = JsonMapper.shared().readTree(valid.out()).path("witness");
    assertThat(witness.size()).isEqualTo(5);
    assertThat(JsonMapper.shared().readTree(valid.out()).path("counterexample").isNull()).isTrue();
  }

  @Test
  void optionsAreHeeded() {
    String seven = shipped("register-timeout-as-fail.edn");
    assertThat(check("--model register %s --initial 7", seven).out())
        .startsWith("unknown: ")
        .contains("never succeeded: no write is ok, of 1");
    String kv = shipped("kv-valid.jsonl");
    assertThat(check("--model kv %s --initial 9", kv).code()).isEqualTo(1);
    assertThat(check("--model kv %s --initial 9 --nil unknown", kv).code()).isZero();
    assertThat(check("--model kv %s --budget 1", kv).code()).isEqualTo(3);
    Ended bank =
        command.run(
            "check", "--model", "bank", shipped("bank-total.edn"), "--initial", "{0 10 1 10}");
    assertThat(bank.out()).contains("wrong total");
    String skew = shipped("append-read-skew.edn");
    assertThat(check("--model append %s --consistency serializable", skew).out())
        .contains("G-single");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--model queue ~ --model is queue; allowed: register, cas-register, kv, set, append, bank",
        "--model kv --nil no ~ --nil is no; allowed: value, unknown",
        "--model kv --budget 0 ~ --budget is 0; allowed: integers from 1",
        "--model kv --initial [ ~ --initial: line 1, column 2: the file ends within a vector",
        "--model set ~ FILE: operation at index 0, model set: f is write; allowed: add, read",
      })
  void wrongInputIsRefusedInOneLine(String line) {
    String[] sides = line.split(" ~ ", 2);
    String file = shipped("kv-valid.jsonl");
    MedchainTest.refused(check(sides[0] + " " + file), sides[1].replace("FILE", file));
  }

  @Test
  void filesThatCannotBeReadOrWrittenAreNamed() {
    MedchainTest.refused(
        check("--model kv %s/no", root), root.resolve("no") + ": there is no such file");
    MedchainTest.refused(check("--model kv %s", root), root + ": this is a folder");
    Path nowhere = root.resolve("none").resolve("a.svg");
    MedchainTest.refused(
        check("--model register %s --draw %s", shipped("register-stale.edn"), nowhere),
        nowhere + ": the file cannot be written");
  }

  @Test
  void theHelpNamesAllModels() {
    String help = command.run("check", "--help").out();
    assertThat(help).contains(WorkloadModel.all().stream().map(WorkloadModel::name).toList());
    assertThat(help).contains("Example: experiments/medchain check --model register");
  }
}

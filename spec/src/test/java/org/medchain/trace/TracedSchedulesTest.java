package org.medchain.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TRACE-3, TRACE-7, TRACE-10: the models allow what nodes did under faults, and all occurs. */
class TracedSchedulesTest {
  private static final int AT_ONCE = 50;
  private static final Pattern ACTION = Pattern.compile("x\\.action = \"(\\w+)\" +->");
  private static final String KEY = "\"action\":\"";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"PBFT, PbftTrace, 16", "POW, PowTrace, 4"})
  void theModelsCouldHaveDoneThem(String kind, String model, int seeds) throws Exception {
    check(kind, model, seeds);
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @CsvSource({"PBFT, PbftTrace, 500", "POW, PowTrace, 100"})
  void theModelsCouldHaveDoneAllOfThem(String kind, String model, int seeds) throws Exception {
    check(kind, model, seeds);
  }

  /** As many at once as memory bears. */
  private void check(String kind, String model, int seeds) throws Exception {
    Set<String> actions = new TreeSet<>();
    List<String> rejected = new ArrayList<>();
    for (int from = 1; from <= seeds; from += AT_ONCE) {
      List<Path> files = new ArrayList<>();
      for (int seed = from; seed < from + AT_ONCE && seed <= seeds; seed++) {
        Path file = folder.resolve(seed + ".jsonl");
        assertThat(PatchedSchedules.record(kind, seed, file.toString())).isEmpty();
        addActions(file, actions);
        files.add(file);
      }
      List<TraceVerdict> verdicts = TraceTestFiles.checker().check(model, files).verdicts();
      for (int i = 0; i < files.size(); i++) {
        if (verdicts.get(i) instanceof TraceVerdict.Rejected wrong) {
          rejected.add(kind + " " + (from + i) + ": " + wrong);
        }
        Files.delete(files.get(i));
      }
    }
    assertThat(rejected).isEmpty();
    assertThat(actions).isEqualTo(actionsOf(model));
  }

  private static Set<String> actionsOf(String model) throws IOException {
    return ACTION
        .matcher(Files.readString(TraceTestFiles.FOLDER.resolve(model + ".tla")))
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void addActions(Path file, Set<String> actions) throws IOException {
    List<String> lines = Files.readAllLines(file);
    for (String line : lines.subList(1, lines.size())) {
      int from = line.indexOf(KEY) + KEY.length();
      actions.add(line.substring(from, line.indexOf('"', from)));
    }
  }

  /** A checker that accepts everything would pass the test above. */
  @Test
  void aPromiseLeftOutIsMissed() throws Exception {
    Path file = folder.resolve("run.jsonl");
    PatchedSchedules.record("PBFT", 1, file.toString());
    List<String> lines = Files.readAllLines(file);
    int promise = 0;
    while (!lines.get(promise).contains(KEY + "SendCommit")) {
      promise++;
    }
    // In its place stands a line that says nothing, so that all others keep their positions.
    int node = lines.get(promise).indexOf("\"action\"");
    lines.set(
        promise,
        lines.get(promise).substring(0, node)
            + "\"action\":\"Ignore\",\"input\":\"signed\",\"sender\":null,\"message\":null,"
            + "\"view\":null,\"height\":null,\"block\":null,\"parent\":null,"
            + "\"certificates\":[],\"proofs\":[],\"requests\":[]}");
    Files.write(file, lines);
    TraceVerdict verdict =
        TraceTestFiles.checker().check("PbftTrace", List.of(file)).verdicts().get(0);
    assertThat(verdict).isInstanceOf(TraceVerdict.Rejected.class);
    assertThat(((TraceVerdict.Rejected) verdict).line()).isGreaterThanOrEqualTo(promise);
  }
}

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

/**
 * TRACE-3, TRACE-7: what correct replicas did in runs of the simulation with all kinds of faults,
 * the model could have done, and every action of the model occurs in them.
 */
class TracedSimulationTest {
  private static final int RUNS = 200;
  private static final int MANY_RUNS = 2_000;
  private static final int AT_ONCE = 200;

  private static final Pattern ACTION = Pattern.compile("x\\.action = \"(\\w+)\" +->");
  private static final String KEY = "\"action\":\"";

  private static Set<String> actionsOfTheModel() throws IOException {
    return ACTION
        .matcher(Files.readString(TraceTestFiles.FOLDER.resolve("PbftTrace.tla")))
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Every kind of fault, everything that a Byzantine member does, and every action. */
  @Test
  void theModelCouldHaveDoneThem(@TempDir Path folder) throws Exception {
    check(RUNS, folder);
  }

  @Tag("exhaustive")
  @Test
  void theModelCouldHaveDoneAllOfThem(@TempDir Path folder) throws Exception {
    check(MANY_RUNS, folder);
  }

  /** Records these runs and checks as many as memory bears at once. */
  private static void check(int runs, Path folder) throws Exception {
    Set<String> actions = new TreeSet<>();
    List<String> rejected = new ArrayList<>();
    for (int from = 0; from < runs; from += AT_ONCE) {
      List<Path> files = new ArrayList<>();
      for (int seed = from; seed < from + AT_ONCE; seed++) {
        Path file = folder.resolve(seed + ".jsonl");
        TracedSimulation.record(TracedRunPlan.of(seed), file);
        addActions(file, actions);
        files.add(file);
      }
      List<TraceVerdict> verdicts = TraceTestFiles.checker().check("PbftTrace", files).verdicts();
      for (int i = 0; i < files.size(); i++) {
        if (verdicts.get(i) instanceof TraceVerdict.Rejected wrong) {
          rejected.add(TracedRunPlan.of(from + i) + ": " + wrong);
        }
        Files.delete(files.get(i));
      }
    }
    assertThat(rejected).isEmpty();
    assertThat(actions).isEqualTo(actionsOfTheModel());
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
  void aPromiseLeftOutIsMissed(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("run.jsonl");
    TracedSimulation.record(TracedRunPlan.of(0), file);
    List<String> lines = Files.readAllLines(file);
    int promise = 0;
    while (!lines.get(promise).contains("\"action\":\"SendCommit\"")) {
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

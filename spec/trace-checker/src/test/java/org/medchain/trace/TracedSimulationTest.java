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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * TRACE-3, TRACE-7: what correct replicas did in runs of the simulation with all kinds of faults,
 * the model could have done, and every action of the model occurs in them.
 */
class TracedSimulationTest {
  private static final int RUNS = 220;
  private static final int AT_ONCE = 110;

  /** Each kind of fault four times. */
  private static final int FEW_RUNS = 36;

  /** The first in which a replica installs a state that it fetched. */
  private static final int INSTALLING_RUN = 53;

  private static final Pattern ACTION = Pattern.compile("x\\.action = \"(\\w+)\" +->");

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
    List<Integer> seeds =
        IntStream.range(0, RUNS)
            .filter(
                seed ->
                    seed < FEW_RUNS
                        || seed == INSTALLING_RUN
                        || TracedRunPlan.of(seed).isFirstByzantine())
            .boxed()
            .toList();
    check(List.of(seeds), folder);
  }

  @Tag("exhaustive")
  @Test
  void theModelCouldHaveDoneAllOfThem(@TempDir Path folder) throws Exception {
    List<List<Integer>> parts =
        IntStream.iterate(0, from -> from < RUNS, from -> from + AT_ONCE)
            .mapToObj(from -> IntStream.range(from, from + AT_ONCE).boxed().toList())
            .toList();
    check(parts, folder);
  }

  /** Records these runs and checks each part of them at once. */
  private static void check(List<List<Integer>> parts, Path folder) throws Exception {
    Set<String> actions = new TreeSet<>();
    List<String> rejected = new ArrayList<>();
    for (List<Integer> seeds : parts) {
      List<Path> files = new ArrayList<>();
      for (int seed : seeds) {
        Path file = folder.resolve(seed + ".jsonl");
        TracedSimulation.record(TracedRunPlan.of(seed), file);
        TraceReader.read(file).lines().forEach(line -> actions.add(line.action()));
        files.add(file);
      }
      List<TraceVerdict> verdicts = TraceTestFiles.checker().check("PbftTrace", files).verdicts();
      for (int i = 0; i < files.size(); i++) {
        if (verdicts.get(i) instanceof TraceVerdict.Rejected wrong) {
          rejected.add(TracedRunPlan.of(seeds.get(i)) + ": " + wrong);
        }
      }
    }
    assertThat(rejected).isEmpty();
    assertThat(actions).isEqualTo(actionsOfTheModel());
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
            + "\"certificates\":[],\"proofs\":[]}");
    Files.write(file, lines);
    TraceVerdict verdict =
        TraceTestFiles.checker().check("PbftTrace", List.of(file)).verdicts().get(0);
    assertThat(verdict).isInstanceOf(TraceVerdict.Rejected.class);
    assertThat(((TraceVerdict.Rejected) verdict).line()).isGreaterThan(promise);
  }
}

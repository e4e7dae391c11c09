package org.medchain.experiments.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.medchain.comparison.TrialRunner;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.CsvTable;

/**
 * The benchmark of the simulator as its command asks for it (SIM-41 to SIM-43).
 *
 * @param runner of trials
 * @param protocols each with every number of nodes
 * @param nodes numbers of nodes
 * @param rounds in which all trials are measured in turn
 * @param messages that a trial delivers, about, where a thousand heights are not fewer
 * @param sweepS CPU seconds that a longer trial of the sweep over heights may take; 0 for no sweep
 * @param progress gets a line at each step
 */
public record SimulatorBench(
    TrialRunner runner,
    List<ProtocolKind> protocols,
    List<Integer> nodes,
    int rounds,
    long messages,
    double sweepS,
    Consumer<String> progress) {
  /**
   * What was measured.
   *
   * @param lines the table for people
   * @param regressions a line for each
   */
  public record BenchOutcome(List<String> lines, List<String> regressions) {}

  /** Copies the lists. */
  public SimulatorBench {
    protocols = List.copyOf(protocols);
    nodes = List.copyOf(nodes);
  }

  private SimulatorPlan plan() {
    return new SimulatorPlan(protocols, nodes, rounds, messages, sweepS);
  }

  /**
   * Measures, and writes the table where a file is named.
   *
   * @param reference the table to compare with, if it exists
   */
  public BenchOutcome measure(Path reference, Optional<Path> out)
      throws IOException, UserInputException {
    SimulatorTable before = SimulatorTable.read(reference);
    SimulatorTable now = new SimulatorBenchmark(runner, plan(), progress).run();
    if (out.isPresent()) {
      now.write(out.get());
    }
    return new BenchOutcome(now.lines(before), now.regressions(before));
  }

  /**
   * Profiles each trial for some CPU seconds, and writes the parts where a file is named; the lines
   * are for people.
   */
  public List<String> profile(double seconds, Optional<Path> out) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    for (BenchedTrial trial : plan().trials(messages)) {
      progress.accept("profiling " + trial.protocol().key() + " with " + trial.nodes() + " nodes");
      rows.addAll(new SimulatorProfile(runner, seconds).rows(trial));
    }
    if (out.isPresent()) {
      CsvTable.write(out.get(), SimulatorProfile.HEADS, rows);
    }
    List<String> lines = new ArrayList<>(List.of(line(SimulatorProfile.HEADS)));
    rows.forEach(row -> lines.add(line(row)));
    return lines;
  }

  private static String line(List<?> cells) {
    return String.format(
        Locale.ROOT, "%-8s %5s %7s  %-36s %7s %14s %17s %8s", cells.toArray(Object[]::new));
  }
}

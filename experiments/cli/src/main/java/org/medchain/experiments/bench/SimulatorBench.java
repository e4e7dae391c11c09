package org.medchain.experiments.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialRunner;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.CsvTable;

/**
 * The benchmark of the simulator as its command asks for it (SIM-41 to SIM-43, SIM-45).
 *
 * @param runner of trials
 * @param plan what is measured
 * @param progress gets a line at each step
 */
public record SimulatorBench(TrialRunner runner, SimulatorPlan plan, Consumer<String> progress) {
  /**
   * What was measured.
   *
   * @param lines the table for people
   * @param regressions a line for each
   */
  public record BenchOutcome(List<String> lines, List<String> regressions) {}

  /**
   * Measures, and writes the table where a file is named.
   *
   * @param reference the table to compare with, if it exists
   */
  public BenchOutcome measure(Path reference, Optional<Path> out)
      throws IOException, UserInputException {
    SimulatorTable before = SimulatorTable.read(reference);
    SimulatorTable now = new SimulatorBenchmark(runner, plan, progress).run();
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
    for (BenchedTrial trial : plan.trials(plan.messages())) {
      progress.accept("profiling " + trial.protocol().key() + " with " + trial.nodes() + " nodes");
      rows.addAll(new SimulatorProfile(runner, seconds).rows(trial));
    }
    return table(SimulatorProfile.HEADS, rows, "%-8s %5s %7s  %-36s %7s %14s %17s %8s", out);
  }

  /**
   * Measures what the objects of trials take, all of the same number of heights and, with the
   * fewest nodes, longer ones; writes the table where a file is named; the lines are for people.
   *
   * @param heights of a trial
   * @param longest how many times that the longest trial has: 1, 10, 100 and so on
   */
  public List<String> memory(int heights, int longest, Optional<Path> out) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    List<BenchedTrial> trials = plan.memoryTrials(heights, longest);
    runner.run(trials.getFirst().cell(), TrialHook.NONE); // what stays for all trials comes first
    for (BenchedTrial trial : trials) {
      progress.accept(
          trial.protocol().key()
              + ", "
              + trial.nodes()
              + " nodes, "
              + trial.heights()
              + " heights");
      rows.addAll(new SimulatorMemory(runner).rows(trial));
    }
    return table(SimulatorMemory.HEADS, rows, "%-8s %5s %7s  %-9s %7s %9s %15s", out);
  }

  private static List<String> table(
      List<String> heads, List<List<Object>> rows, String format, Optional<Path> out)
      throws IOException {
    if (out.isPresent()) {
      CsvTable.write(out.get(), heads, rows);
    }
    List<String> lines = new ArrayList<>(List.of(line(format, heads)));
    rows.forEach(row -> lines.add(line(format, row)));
    return lines;
  }

  private static String line(String format, List<?> cells) {
    return String.format(Locale.ROOT, format, cells.toArray(Object[]::new));
  }
}

package org.medchain.baseline.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medchain.baseline.SystemKind;
import org.medchain.baseline.run.BenchRun.BenchSubject;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.running.WorkProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code medchain baselines bench} (BASE-9). */
@Command(name = "bench", mixinStandardHelpOptions = true, resourceBundle = "org.medchain.day.help")
final class BaselineBenchCommand extends BaselineCommand {
  private static final int VISITS = 320;

  @Option(names = "--repeats", paramLabel = "N", defaultValue = "3")
  private int repeats;

  @Option(names = "--seconds", paramLabel = "N", defaultValue = "5")
  private int seconds;

  @Option(names = "--warm", paramLabel = "N", defaultValue = "10")
  private int warm;

  @Option(names = "--clients", paramLabel = "N", defaultValue = "8")
  private int clients;

  BaselineBenchCommand() {}

  @Override
  void requireOptions() {
    requireBetween("--repeats", repeats, 1, 100);
    requireBetween("--seconds", seconds, 1, 3600);
    requireBetween("--warm", warm, 0, 3600);
    requireBetween("--clients", clients, 1, 64);
  }

  @Override
  int run(List<SystemKind> systems, SystemStarter starter, Path folder, WorkProgress progress)
      throws UserInputException, IOException, InterruptedException {
    BenchRun run = new BenchRun(starter, records(VISITS), clients, seconds, warm);
    List<BenchSubject> subjects = BenchSubject.of(systems);
    BenchTables tables = new BenchTables(new ArrayList<>());
    progress.begin("systems of " + repeats + " rounds", repeats * subjects.size());
    for (int round = 1; round <= repeats; round++) {
      for (BenchSubject each : BenchRun.order(subjects, round)) {
        tables.rows().addAll(run.round(round, each));
        progress.step();
      }
      // An interrupted run has its whole rounds.
      tables.write(folder);
    }
    progress.clear();
    List<String> lines = new ArrayList<>(tables.lines());
    lines.add("all figures: " + folder);
    print(BenchRow.COLUMNS, tables.rows(), lines);
    return 0;
  }
}

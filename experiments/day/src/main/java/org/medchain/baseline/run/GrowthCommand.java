package org.medchain.baseline.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medchain.baseline.SystemKind;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.CsvTable;
import org.medchain.experiments.running.WorkProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code medchain baselines growth} (BASE-11). */
@Command(name = "growth", mixinStandardHelpOptions = true, resourceBundle = "org.medchain.day.help")
final class GrowthCommand extends BaselineCommand {
  private static final int VISITS = 320;
  private static final int CLIENTS = 8;

  @Option(names = "--seconds", paramLabel = "N", defaultValue = "60")
  private int seconds;

  GrowthCommand() {}

  @Override
  void requireOptions() {
    requireBetween("--seconds", seconds, 1, 3600);
  }

  @Override
  int run(List<SystemKind> systems, SystemStarter starter, Path folder, WorkProgress progress)
      throws UserInputException, IOException, InterruptedException {
    GrowthRun run = new GrowthRun(starter, records(VISITS), CLIENTS, seconds);
    List<GrowthRow> rows = new ArrayList<>();
    List<List<String>> words =
        new ArrayList<>(List.of(List.of("system", "figure", "value", "unit")));
    progress.begin("systems", systems.size());
    for (SystemKind each : systems) {
      rows.addAll(run.of(each));
      CsvTable.writeColumns(folder.resolve("growth.csv"), GrowthRow.COLUMNS, rows);
      progress.step();
    }
    progress.clear();
    rows.forEach(each -> words.add(each.words()));
    List<String> lines = new ArrayList<>(AttackMatrix.aligned(words));
    lines.add("all figures: " + folder);
    print(GrowthRow.COLUMNS, rows, lines);
    return 0;
  }
}

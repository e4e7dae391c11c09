package org.medchain.baseline.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.SystemKind;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.running.WorkProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code medchain baselines attack} (BASE-4 to BASE-6). */
@Command(name = "attack", mixinStandardHelpOptions = true, resourceBundle = "org.medchain.day.help")
final class AttackCommand extends BaselineCommand {
  private static final int RECORDS = 20;

  @Option(names = "--attack", split = ",", paramLabel = "ATTACK")
  private List<String> attacks = List.of();

  private List<AttackKind> chosen = List.of();

  AttackCommand() {}

  @Override
  void requireOptions() throws UserInputException {
    chosen =
        new NamedValues<>(List.of(AttackKind.values()), AttackKind::key)
            .chosen("--attack", attacks);
  }

  @Override
  int run(List<SystemKind> systems, SystemStarter starter, Path folder, WorkProgress progress)
      throws UserInputException, IOException, InterruptedException {
    AttackMatrix matrix = new AttackMatrix();
    AttackRun run = new AttackRun(starter, records(RECORDS));
    List<String> broken = new ArrayList<>();
    progress.begin("attacks", systems.size() * chosen.size());
    for (SystemKind system : systems) {
      for (AttackKind attack : chosen) {
        try {
          matrix.cells().add(run.cell(system, attack, line -> matrix.log(system, attack, line)));
        } catch (IOException e) {
          String words = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
          broken.add(system.key() + ", " + attack.key() + " broke: " + words);
        }
        progress.step();
        // An interrupted run has what it has done.
        matrix.write(folder, RECORDS);
      }
    }
    progress.clear();
    List<String> lines = new ArrayList<>(matrix.lines());
    lines.add("all cells, logs and a page: " + folder);
    print(MatrixCell.COLUMNS, matrix.cells(), lines);
    broken.addAll(ExpectedCells.differences(matrix.cells()));
    broken.forEach(each -> progress.printLine("not as expected: " + each));
    return broken.isEmpty() ? 0 : 1;
  }
}

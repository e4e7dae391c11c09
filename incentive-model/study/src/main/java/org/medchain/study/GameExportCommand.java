package org.medchain.study;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.medchain.experiments.Medchain;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.AtomicFile;
import org.medchain.study.file.GambitFile;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudyGame.ExtensiveStudyGame;
import org.medchain.study.output.PayoffText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code medchain game export} (GAME-10). */
@Command(
    name = "export",
    description = "Writes a study's game for other programs, exactly.",
    mixinStandardHelpOptions = true,
    versionProvider = Medchain.MedchainVersion.class,
    sortOptions = false)
final class GameExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description = "A study in YAML, or a game of Gambit (.nfg, .efg).")
  private Path file;

  @Option(
      names = "--to",
      paramLabel = "FORMAT",
      description =
          "gambit (default): a file of Gambit, .nfg or .efg; egttools: a module of Python with the "
              + "matrix of one population.")
  private String to = "gambit";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where to write it (default: on the terminal). A tree is written as it is where the name "
              + "ends with .efg, and else in its reduced strategic form (.nfg).")
  private Optional<Path> out = Optional.empty();

  @Override
  public Integer call() throws UserInputException {
    StudyFile study = StudyFile.read(file, OptionalLong.empty());
    String text =
        switch (to) {
          case "gambit" -> gambit(study);
          case "egttools" -> PayoffText.egttools(study);
          default ->
              throw new ParameterException(
                  spec.commandLine(), "--to is " + to + ", allowed are gambit, egttools");
        };
    if (out.isPresent()) {
      try {
        AtomicFile.write(out.get().toAbsolutePath(), text);
      } catch (IOException e) {
        throw new UserInputException(
            "--out: " + out.get() + " cannot be written: " + e.getMessage());
      }
    } else {
      PrintWriter terminal = spec.commandLine().getOut();
      terminal.print(text);
      terminal.flush();
    }
    return 0;
  }

  private String gambit(StudyFile study) throws UserInputException {
    if (out.filter(GambitFile::isExtensive).isEmpty()) {
      return GambitFile.strategic(study.requireGame("export"));
    }
    if (study.game() instanceof ExtensiveStudyGame tree) {
      return GambitFile.extensive(tree.form().extensiveGame());
    }
    throw new ParameterException(
        spec.commandLine(), "--out ends with .efg, and the game is no tree; allowed: .nfg");
  }
}

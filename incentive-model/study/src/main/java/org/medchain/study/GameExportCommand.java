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
import org.medchain.game.Game;
import org.medchain.game.extensive.ExtensiveGame;
import org.medchain.study.file.GambitFile;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudyGame;
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
              + "matrix of one population; csv: a row for each profile and player.")
  private String to = "gambit";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where to write it (default: on the terminal). For Gambit a name that ends with .efg asks "
              + "for the extensive form.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--extensive",
      description =
          "For Gambit write the extensive form (.efg): a tree as it is, any other game as one in "
              + "which the players choose one after the other without seeing anything. Otherwise "
              + "the strategic form (.nfg), of a tree the reduced one.")
  private boolean extensive;

  @Override
  public Integer call() throws UserInputException {
    StudyFile study = StudyFile.read(file, OptionalLong.empty());
    String text =
        switch (to) {
          case "gambit" -> gambit(study);
          case "egttools" -> PayoffText.egttools(study);
          case "csv" -> PayoffText.table(study.requireGame("export"));
          default ->
              throw new ParameterException(
                  spec.commandLine(), "--to is " + to + ", allowed are gambit, egttools, csv");
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
    Game game = study.requireGame("export");
    boolean tree = extensive || out.filter(GambitFile::isExtensive).isPresent();
    return tree ? GambitFile.extensive(tree(study, game)) : GambitFile.strategic(game);
  }

  private static ExtensiveGame tree(StudyFile study, Game game) {
    return study.game() instanceof StudyGame.ExtensiveStudyGame extensive
        ? extensive.form().extensiveGame()
        : ExtensiveGame.of(game);
  }
}

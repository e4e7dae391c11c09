package org.medchain.study.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.medchain.experiments.config.QuotedText;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.Game;
import org.medchain.game.extensive.ExtensiveGame;
import org.medchain.game.extensive.ReducedNormalForm;
import org.medchain.game.format.EfgFile;
import org.medchain.game.format.GameFileException;
import org.medchain.game.format.NfgFile;

/** Files of Gambit, with errors reported at their lines (GAME-18, GAME-20). */
public final class GambitFile {
  private static final String STRATEGIC = ".nfg";
  private static final String EXTENSIVE = ".efg";

  private GambitFile() {}

  /** Whether a file is one of Gambit's, by its name. */
  public static boolean isGambitFile(Path file) {
    return file.toString().endsWith(STRATEGIC) || isExtensive(file);
  }

  /** Whether a file holds a game in extensive form, by its name. */
  public static boolean isExtensive(Path file) {
    return file.toString().endsWith(EXTENSIVE);
  }

  /** The game of a file. */
  public static StudyGame read(Path file) throws UserInputException {
    String place = QuotedText.path(file.toString());
    if (Files.isDirectory(file)) {
      throw new UserInputException(
          place + ": this is a folder; a game of Gambit (.nfg, .efg) is wanted");
    }
    try {
      return isExtensive(file)
          ? new StudyGame.ExtensiveStudyGame(new ReducedNormalForm(EfgFile.read(file).game()))
          : StudyGame.NormalFormStudyGame.of(NfgFile.read(file).game());
    } catch (IllegalArgumentException e) {
      throw new UserInputException(
          place + ": " + QuotedText.sentence(String.valueOf(e.getMessage())));
    } catch (GameFileException e) {
      throw new UserInputException(QuotedText.sentence(e.getMessage()));
    } catch (NoSuchFileException e) {
      throw new UserInputException(place + ": there is no such file");
    } catch (AccessDeniedException e) {
      throw new UserInputException(place + ": the file may not be read");
    } catch (IOException e) {
      throw new UserInputException(
          place + ": the file cannot be read: " + QuotedText.sentence(e.toString()));
    }
  }

  /** A game as the text of a strategic one, exactly. */
  public static String strategic(Game game) {
    return new NfgFile(game, "").text();
  }

  /** A game as the text of an extensive one, exactly. */
  public static String extensive(ExtensiveGame game) {
    return new EfgFile(game, "").text();
  }
}

package org.medchain.study.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.medchain.experiments.config.Quoted;
import org.medchain.experiments.config.Refusal;
import org.medchain.game.Game;
import org.medchain.game.format.GameFileException;
import org.medchain.game.format.NfgFile;

/** Files of Gambit, with what is wrong with one told at its line (GAME-18). */
public final class GambitFile {
  private GambitFile() {}

  /** The game of a file. */
  public static Game read(Path file) throws Refusal {
    String place = Quoted.place(file.toString());
    if (Files.isDirectory(file)) {
      throw new Refusal(place + ": this is a folder; a game of Gambit (.nfg) is wanted");
    }
    try {
      return NfgFile.read(file).game();
    } catch (GameFileException e) {
      throw new Refusal(Quoted.sentence(e.getMessage()));
    } catch (NoSuchFileException e) {
      throw new Refusal(place + ": there is no such file");
    } catch (AccessDeniedException e) {
      throw new Refusal(place + ": the file may not be read");
    } catch (IOException e) {
      throw new Refusal(place + ": the file cannot be read: " + Quoted.sentence(e.toString()));
    }
  }

  /** A game as the text of a file, exactly. */
  public static String text(Game game) {
    return new NfgFile(game, "").text(NfgFile.Form.OUTCOMES);
  }
}

package org.medchain.game.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.medchain.game.Game;

/**
 * A strategic game in the format {@code .nfg} of Gambit (Savani and Turocy 2025): the outcome form,
 * in which profiles refer to a list of outcomes, and the payoff form, in which the payoffs stand
 * one after another. In both the first player's action changes fastest.
 *
 * @param game the game
 * @param comment for people to read; often empty
 */
public record NfgFile(Game game, String comment) {
  /** How many payoffs, of all players together, a file may have. */
  public static final int MAX_PAYOFFS = 10_000_000;

  private static final long MOST_BYTES = 1L << 29;

  /** The two ways to write payoffs. */
  public enum PayoffForm {
    /** A list of different outcomes, and for each profile the number of one. */
    OUTCOMES,
    /** The payoffs of each profile in turn. */
    PAYOFFS
  }

  /**
   * Reads a file in UTF-8.
   *
   * @throws GameFileException if it holds no game, with line and column
   */
  public static NfgFile read(Path path) throws IOException, GameFileException {
    String name = path.toString();
    if (Files.size(path) > MOST_BYTES) {
      throw new GameFileException(name, 1, 1, "more than " + MOST_BYTES + " bytes are not read");
    }
    return read(name, new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
  }

  /**
   * Reads a text.
   *
   * @param file a name for messages
   */
  public static NfgFile read(String file, String text) throws GameFileException {
    return new NfgParser(new GameFileLexer(file, text)).parse();
  }

  /** The text of the file. Payoffs that are finite decimals are written so, others as p/q. */
  public String text(PayoffForm form) {
    return NfgWriter.text(this, form);
  }
}

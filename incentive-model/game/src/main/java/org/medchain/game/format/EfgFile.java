package org.medchain.game.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.medchain.game.extensive.ExtensiveGame;

/**
 * An extensive game in the format {@code .efg} of Gambit (Savani and Turocy 2025): the nodes of the
 * tree in prefix order, with chance's moves, information sets and outcomes. What an information
 * set, a move of chance or an outcome is like stands at its first place, and may stand again.
 *
 * @param game the game
 * @param comment for people to read; often empty
 */
public record EfgFile(ExtensiveGame game, String comment) {
  /** How many nodes a tree may have. */
  public static final int MAX_NODES = 50_000;

  private static final long MOST_BYTES = 1L << 26;

  /**
   * Reads a file in UTF-8.
   *
   * @throws GameFileException if it holds no game, with line and column
   */
  public static EfgFile read(Path path) throws IOException, GameFileException {
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
  public static EfgFile read(String file, String text) throws GameFileException {
    return new EfgParser(new GameFileLexer(file, text)).parse();
  }

  /** The text of the file. Numbers that are finite decimals are written so, others as p/q. */
  public String text() {
    return EfgWriter.text(this);
  }
}

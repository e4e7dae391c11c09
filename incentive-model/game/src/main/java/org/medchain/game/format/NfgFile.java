package org.medchain.game.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.game.Game;
import org.medchain.game.Player;
import org.medchain.game.exact.Vectors;

/**
 * A strategic game in the format {@code .nfg} of Gambit (Savani and Turocy 2025): the outcome form,
 * in which profiles refer to a list of outcomes, and the payoff form, in which the payoffs stand
 * one after another, are read; the outcome form is written. In both the first player's action
 * changes fastest.
 *
 * @param game the game
 * @param comment for people to read; often empty
 */
public record NfgFile(Game game, String comment) {
  /** How many payoffs, of all players together, a file may have. */
  public static final int MAX_PAYOFFS = 10_000_000;

  private static final long MOST_BYTES = 1L << 29;

  /**
   * Reads a file.
   *
   * @throws GameFileException if it is not such a game; says where
   */
  public static NfgFile read(Path path) throws IOException, GameFileException {
    return read(path.toString(), GambitReader.content(path, MOST_BYTES));
  }

  /**
   * Reads the text of a file.
   *
   * @param file what messages call it
   * @throws GameFileException if it is not such a game; says where
   */
  public static NfgFile read(String file, String text) throws GameFileException {
    return new NfgReader(file, text).parse();
  }

  /** The text of the file. Payoffs that are finite decimals are written so, others as p/q. */
  public String text() {
    StringBuilder text = new StringBuilder("NFG 1 R ").append(GambitText.quoted(game.title()));
    text.append(' ').append(GambitText.names(game.players().stream().map(Player::name).toList()));
    text.append("\n\n{ ");
    game.players().forEach(each -> text.append(GambitText.names(each.actions())).append('\n'));
    text.append("}\n").append(GambitText.quoted(comment)).append("\n\n{\n");
    Map<List<String>, Integer> numbers = new LinkedHashMap<>();
    List<String> references = new ArrayList<>();
    for (int index = 0; index < game.profileCount(); index++) {
      List<String> payoffs = payoffs(game.profile(index));
      if (numbers.putIfAbsent(payoffs, numbers.size() + 1) == null) {
        text.append("{ \"\" ").append(String.join(", ", payoffs)).append(" }\n");
      }
      references.add(numbers.get(payoffs).toString());
    }
    return text.append("}\n").append(String.join(" ", references)).append('\n').toString();
  }

  private List<String> payoffs(int[] profile) {
    return Vectors.list(
        profile.length, player -> GambitText.number(game.exactPayoff(player, profile)));
  }
}

package org.medchain.game.coalition;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Player;

/**
 * A cooperative game with transferable utility (von Neumann and Morgenstern 1944): what each
 * coalition can have by itself.
 *
 * @param title what it is called
 * @param players names, 1 to 62
 * @param worth of a coalition, whose bit i stands for player i; 0 for the empty one, and always the
 *     same for the same coalition
 */
public record CoalitionGame(String title, List<String> players, LongFunction<BigFraction> worth) {
  private static final int PLAYERS_MOST = 62;
  private static final int PLAYERS_MOST_TABLED = 20;

  /** Checks names and the empty coalition. */
  public CoalitionGame {
    players = new Player(title, players).actions();
    if (players.size() > PLAYERS_MOST) {
      throw new IllegalArgumentException(
          "'" + title + "': at most " + PLAYERS_MOST + " players, not " + players.size());
    }
    BigFraction nothing = worth.apply(0);
    if (!nothing.equals(BigFraction.ZERO)) {
      throw new IllegalArgumentException(
          "'" + title + "': the empty coalition is worth 0, not " + nothing);
    }
  }

  /** A vote: a coalition is worth 1 if its weights reach the quota, which is positive. */
  public static CoalitionGame weightedVote(String title, long quota, List<Long> weights) {
    List<String> players = Player.numbered(title, weights.size()).actions();
    return new CoalitionGame(
        title,
        players,
        coalition -> {
          long sum = 0;
          for (int player = 0; player < weights.size(); player++) {
            sum += (coalition >> player & 1) * weights.get(player);
          }
          return sum >= quota ? BigFraction.ONE : BigFraction.ZERO;
        });
  }

  /** What a coalition can have. */
  public BigFraction worth(long coalition) {
    return worth.apply(coalition);
  }

  /** The coalition of all. */
  public long grandCoalition() {
    return (1L << players.size()) - 1;
  }

  /**
   * Two coalitions for which something does not hold.
   *
   * @param first a coalition
   * @param second another
   * @param deficit how much the union, and what they share, fall short of the two
   */
  public record CoalitionViolation(long first, long second, BigFraction deficit) {}

  /**
   * Two coalitions without common members that are worth less together than apart; nothing if the
   * game is superadditive. All 3ⁿ pairs are looked at, of up to 20 players.
   */
  public Optional<CoalitionViolation> superadditivityViolation() {
    BigFraction[] table = worths();
    for (int all = 1; all < table.length; all++) {
      for (int first = (all - 1) & all; first > 0; first = (first - 1) & all) {
        Optional<CoalitionViolation> violation = violation(table, first, all ^ first);
        if (violation.isPresent()) {
          return violation;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Two coalitions whose union and intersection are worth less than they are; nothing if the game
   * is convex (Shapley 1971). It is enough to look at coalitions that differ in one member each.
   */
  public Optional<CoalitionViolation> convexityViolation() {
    BigFraction[] table = worths();
    for (int base = 0; base < table.length; base++) {
      for (int one = 0; one < players.size(); one++) {
        for (int other = 0; other < one; other++) {
          int first = base | 1 << one;
          int second = base | 1 << other;
          if (first != base && second != base) {
            Optional<CoalitionViolation> violation = violation(table, first, second);
            if (violation.isPresent()) {
              return violation;
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<CoalitionViolation> violation(
      BigFraction[] table, int first, int second) {
    BigFraction apart = table[first].add(table[second]);
    BigFraction lack = apart.subtract(table[first | second]).subtract(table[first & second]);
    return lack.compareTo(BigFraction.ZERO) > 0
        ? Optional.of(new CoalitionViolation(first, second, lack))
        : Optional.empty();
  }

  /** The worth of every coalition. */
  BigFraction[] worths() {
    if (players.size() > PLAYERS_MOST_TABLED) {
      throw new IllegalArgumentException(
          "'" + title + "': at most " + PLAYERS_MOST_TABLED + " players, not " + players.size());
    }
    BigFraction[] table = new BigFraction[1 << players.size()];
    for (int coalition = 0; coalition < table.length; coalition++) {
      table[coalition] = worth.apply(coalition);
    }
    return table;
  }
}

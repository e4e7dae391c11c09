package org.medchain.game;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.Vectors;

/**
 * A finite game in normal form (von Neumann and Morgenstern 1944): for each profile of pure
 * strategies, one payoff a player. Immutable.
 *
 * <p>Payoffs are rational numbers, so that whether two of them are equal, on which degenerate games
 * turn, is a fact and no tolerance. A {@code double} is taken as the shortest decimal that denotes
 * it: 0.1 is a tenth.
 */
public final class Game {
  private final String title;
  private final List<Player> players;
  private final int[] strides;
  private final BigFraction[][] exactPayoff;
  private final double[][] toDouble;

  private Game(String title, List<Player> players, BigFraction[][] exact) {
    this.title = title;
    this.players = List.copyOf(players);
    this.strides = new int[players.size()];
    int stride = 1;
    for (int player = 0; player < strides.length; player++) {
      strides[player] = stride;
      stride = Math.multiplyExact(stride, players.get(player).actions().size());
    }
    if (strides.length == 0 || exact.length != strides.length) {
      throw new IllegalArgumentException("a game has one table of payoffs for each player");
    }
    this.exactPayoff = new BigFraction[exact.length][];
    this.toDouble = new double[exact.length][];
    for (int player = 0; player < exact.length; player++) {
      if (exact[player].length != stride) {
        throw new IllegalArgumentException(
            "player " + (player + 1) + ": " + exact[player].length + " payoffs, not " + stride);
      }
      this.exactPayoff[player] = exact[player].clone();
      this.toDouble[player] = Arrays.stream(exact[player]).mapToDouble(Game::toDouble).toArray();
    }
  }

  /**
   * The game with these payoffs.
   *
   * @param payoffs for each player, for each profile: the first player's action changes fastest
   */
  public static Game of(String title, List<Player> players, BigFraction[][] payoffs) {
    return new Game(title, players, payoffs);
  }

  /**
   * The game whose payoffs a function tells.
   *
   * @param payoff of a player, numbered from 0, at a profile of action numbers
   */
  public static Game of(
      String title, List<Player> players, ToDoubleBiFunction<Integer, int[]> payoff) {
    return ofExact(title, players, (who, at) -> rational(payoff.applyAsDouble(who, at)));
  }

  /** The same with rational payoffs. */
  public static Game ofExact(
      String title, List<Player> players, BiFunction<Integer, int[], BigFraction> payoff) {
    int profiles =
        players.stream().mapToInt(each -> each.actions().size()).reduce(1, Math::multiplyExact);
    BigFraction[][] payoffs = new BigFraction[players.size()][profiles];
    int[] profile = new int[players.size()];
    for (int index = 0; index < profiles; index++) {
      for (int player = 0; player < payoffs.length; player++) {
        payoffs[player][index] = payoff.apply(player, profile.clone());
      }
      advance(profile, players);
    }
    return new Game(title, players, payoffs);
  }

  /** A two-player game from the payoffs of the row player and the column player, [row][column]. */
  public static Game bimatrix(String title, double[][] row, double[][] column) {
    List<Player> players =
        List.of(Player.numbered("row", row.length), Player.numbered("column", row[0].length));
    return of(title, players, (who, at) -> (who == 0 ? row : column)[at[0]][at[1]]);
  }

  /** The shortest decimal that denotes {@code value}, which is finite, as a rational number. */
  public static BigFraction rational(double value) {
    return rational(new BigDecimal(Double.toString(value)));
  }

  /** A decimal as a rational number. */
  public static BigFraction rational(BigDecimal value) {
    BigDecimal decimal = value.stripTrailingZeros();
    return decimal.scale() <= 0
        ? new BigFraction(decimal.toBigIntegerExact())
        : new BigFraction(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
  }

  /** The {@code double} nearest to a rational number, to the last digit but one. */
  public static double toDouble(BigFraction value) {
    // The library's own conversion gives 0 or infinity where the parts alone are out of range.
    return new BigDecimal(value.getNumerator())
        .divide(new BigDecimal(value.getDenominator()), MathContext.DECIMAL128)
        .doubleValue();
  }

  private static void advance(int[] profile, List<Player> players) {
    for (int player = 0; player < profile.length; player++) {
      profile[player] = (profile[player] + 1) % players.get(player).actions().size();
      if (profile[player] != 0) {
        return;
      }
    }
  }

  /** What the game is called. */
  public String title() {
    return title;
  }

  /** Who plays. */
  public List<Player> players() {
    return players;
  }

  /** How many pure strategies {@code player} has. */
  public int actionCount(int player) {
    return players.get(player).actions().size();
  }

  /** How many profiles of pure strategies there are. */
  public int profileCount() {
    return exactPayoff[0].length;
  }

  /** The place of a profile in the tables: the first player's action changes fastest. */
  public int index(int... profile) {
    return IntStream.range(0, strides.length).map(who -> profile[who] * strides[who]).sum();
  }

  /** The action numbers of the profile at a place in the tables. */
  public int[] profile(int index) {
    int[] profile = new int[strides.length];
    Arrays.setAll(profile, player -> index / strides[player] % actionCount(player));
    return profile;
  }

  /** What {@code player}, numbered from 0, gets at a profile of action numbers. */
  public BigFraction exactPayoff(int player, int... profile) {
    return exactPayoff[player][index(profile)];
  }

  /** The same, rounded to the nearest {@code double}. */
  public double payoff(int player, int... profile) {
    return toDouble[player][index(profile)];
  }

  /** The least that {@code player} gets. */
  public BigFraction leastPayoff(int player) {
    return Collections.min(Arrays.asList(exactPayoff[player]));
  }

  /** How far apart the most and the least that {@code player} gets are. */
  public BigFraction payoffRange(int player) {
    return Collections.max(Arrays.asList(exactPayoff[player])).subtract(leastPayoff(player));
  }

  /**
   * For each profile, the payoff of {@code player} above the least in the largest unit in which all
   * are whole.
   */
  public List<BigInteger> wholePayoffs(int player) {
    BigFraction least = leastPayoff(player);
    List<BigFraction> above =
        Arrays.stream(exactPayoff[player]).map(each -> each.subtract(least)).toList();
    BigInteger common = Fractions.commonDenominator(above);
    List<BigInteger> whole =
        above.stream().map(each -> each.multiply(common).getNumerator()).toList();
    BigInteger unit = whole.stream().reduce(BigInteger.ZERO, BigInteger::gcd).max(BigInteger.ONE);
    return whole.stream().map(each -> each.divide(unit)).toList();
  }

  /**
   * What an action of {@code player} yields when the others play {@code mixed}, exactly.
   *
   * @param mixed for each player, a probability for each action; the player's own is not looked at
   */
  public BigFraction exactActionPayoff(int player, int action, List<List<BigFraction>> mixed) {
    int[] profile = new int[players.size()];
    profile[player] = action;
    return exactActionPayoff(player, profile, mixed, 0);
  }

  private BigFraction exactActionPayoff(
      int player, int[] profile, List<List<BigFraction>> mixed, int from) {
    if (from == profile.length) {
      return exactPayoff(player, profile);
    }
    if (from == player) {
      return exactActionPayoff(player, profile, mixed, from + 1);
    }
    BigFraction sum = BigFraction.ZERO;
    for (int action = 0; action < actionCount(from); action++) {
      BigFraction probability = mixed.get(from).get(action);
      if (Fractions.sign(probability) != 0) {
        profile[from] = action;
        sum = sum.add(exactActionPayoff(player, profile, mixed, from + 1).multiply(probability));
      }
    }
    return sum;
  }

  /** The payoffs of a player of a two-player game, [first player's action][second's]. */
  public BigFraction[][] exactMatrix(int player) {
    if (players.size() != 2) {
      throw new IllegalArgumentException("only a game of two players has a matrix");
    }
    return Fractions.matrix(
        actionCount(0), actionCount(1), (row, column) -> exactPayoff(player, row, column));
  }

  /**
   * What each action of {@code player} yields when the others play {@code mixed}.
   *
   * @param mixed for each player, a probability for each action; the player's own is not looked at
   */
  public double[] actionPayoffs(int player, double[][] mixed) {
    double[] yields = new double[actionCount(player)];
    for (int index = 0; index < profileCount(); index++) {
      int[] profile = profile(index);
      double probability = 1;
      for (int other = 0; other < profile.length && probability != 0; other++) {
        probability *= other == player ? 1 : mixed[other][profile[other]];
      }
      yields[profile[player]] += probability * toDouble[player][index];
    }
    return yields;
  }

  /** What {@code player} expects when all play {@code mixed}. */
  public double expected(int player, double[][] mixed) {
    return Vectors.dot(mixed[player], actionPayoffs(player, mixed));
  }

  /**
   * The most that a player gains by deviating from {@code mixed} alone: 0 exactly in Nash
   * equilibrium.
   */
  public double regret(double[][] mixed) {
    return IntStream.range(0, players.size())
        .mapToDouble(who -> Vectors.max(actionPayoffs(who, mixed)) - expected(who, mixed))
        .reduce(0, Math::max);
  }

  @Override
  public String toString() {
    return "game '" + title + "' of " + players;
  }
}

package org.medchain.game.dynamics;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.game.Game;
import org.medchain.game.GroupGame;
import org.medchain.game.Player;
import org.medchain.game.PopulationGame;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.Vectors;

/**
 * The populations that play a game: one that meets itself, or one for each role of a game between
 * players (Sandholm 2010 chapter 2).
 *
 * <p>A state is one array with the shares of all strategies of all populations, one population
 * after the other; within each population they are not negative and sum to 1.
 *
 * <p>Unit of payoff and time: payoffs are measured from each population's least and divided by the
 * range (most less least; the widest of all populations, so that no role is sped up against
 * another). Time is in the inverse unit. So a game with payoffs times 10⁷ has the same paths, rates
 * and rest points (GAME-11). The range is exact for games with a matrix or tables; for any other it
 * is that over a grid of at least 66 states.
 */
public final class Populations {
  private static final BigFraction[][] NOT_LINEAR = new BigFraction[0][];

  private final List<List<String>> strategies;
  private final int[] firsts;
  private final int[] populationOf;
  private final UnaryOperator<double[]> game;
  private final BigFraction[][] exact;
  private final double[][] coefficients;
  private final double[] least;
  private final double range;

  private Populations(
      List<List<String>> strategies,
      UnaryOperator<double[]> game,
      BigFraction[][] exact,
      BigFraction[] least,
      BigFraction range) {
    this.strategies = strategies;
    this.game = game;
    this.exact = exact;
    this.firsts = firsts(strategies);
    this.populationOf =
        IntStream.range(0, strategies.size())
            .flatMap(p -> IntStream.generate(() -> p).limit(strategies.get(p).size()))
            .toArray();
    this.least = Arrays.stream(least).mapToDouble(Game::toDouble).toArray();
    this.range = Game.toDouble(range);
    this.coefficients = new double[exact.length][];
    Arrays.setAll(
        coefficients,
        row ->
            Vectors.of(
                exact.length,
                column ->
                    meets(row, column)
                        ? Game.toDouble(
                            exact[row][column].subtract(least[population(row)]).divide(range))
                        : 0));
  }

  /** One population that plays with itself. */
  public static Populations single(PopulationGame game) {
    List<List<String>> names = List.of(List.copyOf(game.strategies()));
    BigFraction[][] exact =
        game instanceof GroupGame group && group.size() == 2 ? group.exactMatrix() : NOT_LINEAR;
    List<BigFraction> seen =
        game instanceof GroupGame group
            ? group.exactPayoffs()
            : Simplex.grid(names.get(0).size(), 66).stream()
                .flatMapToDouble(state -> Arrays.stream(game.payoffs(state)))
                .mapToObj(Game::rational)
                .toList();
    BigFraction least = Collections.min(seen);
    BigFraction range = Collections.max(seen).subtract(least);
    return new Populations(names, game::payoffs, exact, new BigFraction[] {least}, orOne(range));
  }

  /** One population for each player of a game; members meet one of each other population. */
  public static Populations perRole(Game game) {
    List<List<String>> names = game.players().stream().map(player -> player.actions()).toList();
    BigFraction[] least = Fractions.vector(names.size(), game::leastPayoff);
    BigFraction range = Collections.max(Vectors.list(names.size(), game::payoffRange));
    BigFraction[][] exact = names.size() == 2 ? blocks(game) : NOT_LINEAR;
    return new Populations(names, state -> yields(game, state), exact, least, orOne(range));
  }

  /** The same with payoffs as the game tells them, and time in their inverse. */
  public Populations inPayoffUnits() {
    BigFraction[] zeros = Fractions.zeros(least.length);
    return new Populations(strategies, game, exact, zeros, BigFraction.ONE);
  }

  /** For each population, its strategies' names. */
  public List<List<String>> strategies() {
    return strategies;
  }

  /** How many shares a state has. */
  public int stateSize() {
    return firsts[firsts.length - 1];
  }

  /** How many populations there are. */
  public int populationCount() {
    return strategies.size();
  }

  /** One unit of payoff, in the game's own. */
  public double payoffUnit() {
    return range;
  }

  /** The least payoff of a population, in the game's own unit: what payoffs are counted from. */
  public double leastPayoff(int p) {
    return least[p];
  }

  /**
   * What each strategy yields, in units of {@link #payoffUnit} above the population's least payoff.
   *
   * @param state shares of all strategies of all populations
   */
  public double[] payoffs(double[] state) {
    if (linear()) {
      return Vectors.of(stateSize(), row -> Vectors.dot(state, coefficients[row]));
    }
    double[] raw = game.apply(state.clone());
    return Vectors.of(stateSize(), i -> (raw[i] - least[population(i)]) / range);
  }

  /** A state drawn uniformly: exponentials divided by their sum (Devroye 1986 chapter 5). */
  public double[] randomState(UniformRandomProvider random) {
    return Simplex.project(
        this, Vectors.of(stateSize(), i -> -StrictMath.log(1 - random.nextDouble())));
  }

  /** The most that a strategy yields more than its population gets: 0 exactly in equilibrium. */
  public double regret(double[] state) {
    double[] payoffs = payoffs(state);
    double[] means = means(state, payoffs);
    double most = 0;
    for (int i = 0; i < state.length; i++) {
      most = Math.max(most, payoffs[i] - means[i]);
    }
    return most;
  }

  /** The average payoff of population {@code p}. */
  double[] means(double[] state, double[] payoffs) {
    return each(p -> Vectors.dot(slice(state, p), slice(payoffs, p)));
  }

  /** For each strategy the number that belongs to its population. */
  double[] each(IntToDoubleFunction ofPopulation) {
    double[] numbers = Vectors.of(populationCount(), ofPopulation);
    return Vectors.of(stateSize(), i -> numbers[population(i)]);
  }

  boolean linear() {
    return exact.length > 0;
  }

  /** What the row strategy yields against the column strategy, as the game tells it. */
  BigFraction exact(int row, int column) {
    return exact[row][column];
  }

  /** The derivative of payoffs by shares, in normalised units. */
  double coefficient(int row, int column) {
    return coefficients[row][column];
  }

  /** Where the shares of population {@code p} begin in a state. */
  int offset(int p) {
    return firsts[p];
  }

  /** Which population the strategy at a place in the state belongs to. */
  int population(int place) {
    return populationOf[place];
  }

  /** The part of an array that belongs to population {@code p}. */
  double[] slice(double[] all, int p) {
    return Arrays.copyOfRange(all, firsts[p], firsts[p + 1]);
  }

  /** A copy of {@code state} if it is valid, or the reason why it is not. */
  public double[] requireState(double[] state) {
    if (state.length != stateSize()) {
      throw new IllegalArgumentException(
          "a state of " + stateSize() + " shares, not " + state.length);
    }
    for (int p = 0; p < populationCount(); p++) {
      double sum = 0;
      for (double share : slice(state, p)) {
        sum += share >= 0 ? share : Double.NaN;
      }
      if (!(Math.abs(sum - 1) <= 1e-9)) {
        throw new IllegalArgumentException(
            "shares of population %s are not a distribution: %s"
                .formatted(p + 1, Arrays.toString(slice(state, p))));
      }
    }
    return Simplex.project(this, state);
  }

  private boolean meets(int row, int column) {
    return populationCount() == 1 || population(row) != population(column);
  }

  private static int[] firsts(List<List<String>> strategies) {
    int[] firsts = new int[strategies.size() + 1];
    for (int p = 0; p < strategies.size(); p++) {
      firsts[p + 1] = firsts[p] + strategies.get(p).size();
    }
    return firsts;
  }

  private static BigFraction[][] blocks(Game game) {
    int rows = game.actionCount(0);
    int all = rows + game.actionCount(1);
    return Fractions.matrix(
        all,
        all,
        (own, other) ->
            own < rows == other < rows
                ? BigFraction.ZERO
                : own < rows
                    ? game.exactPayoff(0, own, other - rows)
                    : game.exactPayoff(1, other, own - rows));
  }

  private static double[] yields(Game game, double[] state) {
    int[] firsts = firsts(game.players().stream().map(Player::actions).toList());
    double[][] mixed = new double[game.players().size()][];
    Arrays.setAll(mixed, who -> Arrays.copyOfRange(state, firsts[who], firsts[who + 1]));
    return IntStream.range(0, mixed.length)
        .mapToObj(player -> game.actionPayoffs(player, mixed))
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  private static BigFraction orOne(BigFraction range) {
    return range.getNumerator().signum() == 0 ? BigFraction.ONE : range;
  }
}

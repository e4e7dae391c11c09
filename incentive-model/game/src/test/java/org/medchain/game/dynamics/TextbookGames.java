package org.medchain.game.dynamics;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.medchain.game.Game;
import org.medchain.game.GroupGame;
import org.medchain.game.Matrices;
import org.medchain.game.PopulationGame;

/** Games of the textbooks, and ways to change them. */
final class TextbookGames {
  private TextbookGames() {}

  static GroupGame game(double[][] matrix) {
    List<String> names = IntStream.range(0, matrix.length).mapToObj(i -> "s" + i).toList();
    return GroupGame.ofMatrix("test", names, matrix);
  }

  /** Rock, scissors, paper: each beats the next (Hofbauer and Sigmund 1998 §7.7). */
  static GroupGame circle(double win, double lose) {
    return game(new double[][] {{0, win, -lose}, {-lose, 0, win}, {win, -lose, 0}});
  }

  /** Maynard Smith (1982): hawks share is value / cost in equilibrium. */
  static GroupGame hawkDove(double value, double cost) {
    return game(new double[][] {{(value - cost) / 2, value}, {0, value / 2}});
  }

  /** Zeeman (1980): the interior rest point attracts and is not evolutionarily stable. */
  static GroupGame zeeman() {
    return game(new double[][] {{0, 6, -4}, {-3, 0, 5}, {-1, 3, 0}});
  }

  /** All strategies equally often. */
  static double[] barycentre(PopulationFlow flow) {
    return flow.populations().strategies().stream()
        .flatMapToDouble(
            names -> IntStream.range(0, names.size()).mapToDouble(i -> 1.0 / names.size()))
        .toArray();
  }

  static boolean attracts(RestPoint point) {
    return point.stability() == LinearStability.STABLE_NODE
        || point.stability() == LinearStability.STABLE_FOCUS;
  }

  static List<RestPoint> attractors(RestPoints points) {
    return points.points().stream().filter(TextbookGames::attracts).toList();
  }

  static Game pennies() {
    return Game.bimatrix(
        "matching pennies", new double[][] {{1, -1}, {-1, 1}}, new double[][] {{-1, 1}, {1, -1}});
  }

  /** Shapley (1964): fictitious play does not converge. */
  static Game shapley() {
    return Game.bimatrix(
        "Shapley",
        new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
        new double[][] {{0, 1, 0}, {0, 0, 1}, {1, 0, 0}});
  }

  /** All payoffs times a power of ten, as decimals, so that no digit is lost. */
  static GroupGame scaled(GroupGame game, int power) {
    return game(scaled(Matrices.of(game), power));
  }

  static Game scaled(Game game, int power) {
    return Game.bimatrix(
        game.title(), scaled(Matrices.of(game, 0), power), scaled(Matrices.of(game, 1), power));
  }

  private static double[][] scaled(double[][] matrix, int power) {
    return Arrays.stream(matrix)
        .map(
            row ->
                Arrays.stream(row)
                    .map(each -> BigDecimal.valueOf(each).scaleByPowerOfTen(power).doubleValue())
                    .toArray())
        .toArray(double[][]::new);
  }

  /** The same game with its matrix hidden, so that nothing can be done by formula. */
  static PopulationGame opaque(GroupGame game) {
    return new PopulationGame() {
      @Override
      public List<String> strategies() {
        return game.strategies();
      }

      @Override
      public double[] payoffs(double[] shares) {
        return game.payoffs(shares);
      }
    };
  }

  static PopulationFlow flow(String dynamic, GroupGame game) {
    return new PopulationFlow(
        EvolutionaryDynamic.named(dynamic, java.util.Map.of()), Populations.single(game));
  }

  static PopulationFlow roles(String dynamic, Game game) {
    return new PopulationFlow(
        EvolutionaryDynamic.named(dynamic, java.util.Map.of()), Populations.perRole(game));
  }
}

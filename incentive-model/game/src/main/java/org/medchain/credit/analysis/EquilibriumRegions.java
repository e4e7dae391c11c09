package org.medchain.credit.analysis;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.medchain.credit.CreditParameters;
import org.medchain.game.Game;
import org.medchain.game.random.IntervalEstimate;

/**
 * Where in a plane of two parameters honest sharing is no equilibrium, an equilibrium, the only one
 * (GAME-13).
 *
 * @param horizontal the first parameter
 * @param vertical the second
 * @param cells row by row from the low end of {@code up}, each from the low end of {@code across}
 * @param searchScope what was searched and what was not
 */
public record EquilibriumRegions(
    ParameterAxis horizontal, ParameterAxis vertical, List<RegionCell> cells, String searchScope) {
  /**
   * One setting.
   *
   * @param x value of the first parameter
   * @param y value of the second
   * @param status among the equilibria
   * @param basinShare share of starts from which honest sharing is reached, if that was asked for
   */
  public record RegionCell(
      double x, double y, HonestEquilibriumStatus status, Optional<IntervalEstimate> basinShare) {}

  /**
   * One cell of the plane for a game of two players, the first of them the provider.
   *
   * @param number row by row, as in {@link #cells}
   * @param game from the parameters
   * @param basin how to find from how many starts honest sharing is reached, if wanted
   */
  public static RegionCell cell(
      CreditParameters p,
      ParameterAxis across,
      ParameterAxis up,
      int number,
      Function<CreditParameters, Game> game,
      Optional<HonestSharingBasin> basin) {
    double first = across.value(number % across.steps());
    double second = up.value(number / across.steps());
    CreditParameters here;
    try {
      // In the parameters' order: a size of committee comes before its quorum.
      boolean ordered = across.parameter().compareTo(up.parameter()) < 0;
      here =
          ordered
              ? p.with(across.parameter(), first).with(up.parameter(), second)
              : p.with(up.parameter(), second).with(across.parameter(), first);
    } catch (IllegalArgumentException refused) {
      // The rules themselves define the range; the map shows it as a region of its own.
      return new RegionCell(first, second, HonestEquilibriumStatus.REFUSED, Optional.empty());
    }
    Optional<IntervalEstimate> reached = basin.map(each -> each.estimate(here, number));
    return new RegionCell(first, second, HonestEquilibriumStatus.of(game.apply(here)), reached);
  }

  /** How much of the plane has this standing: share of the points. */
  public double share(HonestEquilibriumStatus standing) {
    long count = cells.stream().filter(each -> each.status() == standing).count();
    return (double) count / cells.size();
  }
}

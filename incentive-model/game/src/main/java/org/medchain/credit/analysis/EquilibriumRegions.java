package org.medchain.credit.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.medchain.credit.CreditGames;
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
  /** Copies the list. */
  public EquilibriumRegions {
    cells = List.copyOf(cells);
  }

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

  /** The regions of the game of provider and committee; without dynamics. */
  public static EquilibriumRegions of(CreditParameters p, ParameterAxis across, ParameterAxis up) {
    return of(p, across, up, CreditGames::committeeGame, Optional.empty());
  }

  /**
   * The regions of a game of two players, the first of them the provider.
   *
   * @param game from the parameters
   * @param basin how to find from how many starts honest sharing is reached, if wanted
   */
  public static EquilibriumRegions of(
      CreditParameters p,
      ParameterAxis across,
      ParameterAxis up,
      Function<CreditParameters, Game> game,
      Optional<HonestSharingBasin> basin) {
    List<RegionCell> cells = new ArrayList<>();
    for (int row = 0; row < up.steps(); row++) {
      for (int column = 0; column < across.steps(); column++) {
        double first = across.value(column);
        double second = up.value(row);
        cells.add(cell(p, across, up, first, second, game, basin, cells.size()));
      }
    }
    String searched =
        "all equilibria of the game of two players at "
            + cells.size()
            + " points of the plane, exactly; between the points nothing"
            + basin.map(each -> "; " + each.searchScope()).orElse("");
    return new EquilibriumRegions(across, up, cells, searched);
  }

  private static RegionCell cell(
      CreditParameters p,
      ParameterAxis across,
      ParameterAxis up,
      double first,
      double second,
      Function<CreditParameters, Game> game,
      Optional<HonestSharingBasin> basin,
      int number) {
    CreditParameters here;
    try {
      here = p.withNearest(across.parameter(), first).withNearest(up.parameter(), second);
    } catch (IllegalArgumentException refused) {
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

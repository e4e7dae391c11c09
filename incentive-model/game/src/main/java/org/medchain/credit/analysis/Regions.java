package org.medchain.credit.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.medchain.credit.CreditGames;
import org.medchain.credit.CreditParameters;
import org.medchain.game.Game;
import org.medchain.game.random.Estimate;

/**
 * Where in a plane of two parameters honest sharing is no equilibrium, an equilibrium, the only one
 * (GAME-13).
 *
 * @param across the first parameter
 * @param up the second
 * @param cells row by row from the low end of {@code up}, each from the low end of {@code across}
 * @param searched what was searched and what was not
 */
public record Regions(Axis across, Axis up, List<Cell> cells, String searched) {
  /** Copies the list. */
  public Regions {
    cells = List.copyOf(cells);
  }

  /**
   * One setting.
   *
   * @param across value of the first parameter
   * @param up value of the second
   * @param standing among the equilibria
   * @param reached share of starts from which honest sharing is reached, if that was asked for
   */
  public record Cell(double across, double up, Standing standing, Optional<Estimate> reached) {}

  /** The regions of the game of provider and committee; without dynamics. */
  public static Regions of(CreditParameters p, Axis across, Axis up) {
    return of(p, across, up, CreditGames::committee, Optional.empty());
  }

  /**
   * The regions of a game of two players, the first of them the provider.
   *
   * @param game from the parameters
   * @param basin how to find from how many starts honest sharing is reached, if wanted
   */
  public static Regions of(
      CreditParameters p,
      Axis across,
      Axis up,
      Function<CreditParameters, Game> game,
      Optional<Basin> basin) {
    List<Cell> cells = new ArrayList<>();
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
            + basin.map(each -> "; " + each.searched()).orElse("");
    return new Regions(across, up, cells, searched);
  }

  private static Cell cell(
      CreditParameters p,
      Axis across,
      Axis up,
      double first,
      double second,
      Function<CreditParameters, Game> game,
      Optional<Basin> basin,
      int number) {
    CreditParameters here;
    try {
      here = p.near(across.parameter(), first).near(up.parameter(), second);
    } catch (IllegalArgumentException refused) {
      return new Cell(first, second, Standing.REFUSED, Optional.empty());
    }
    Optional<Estimate> reached = basin.map(each -> each.share(here, number));
    return new Cell(first, second, Standing.in(game.apply(here)), reached);
  }

  /** How much of the plane has this standing: share of the points. */
  public double share(Standing standing) {
    long count = cells.stream().filter(each -> each.standing() == standing).count();
    return (double) count / cells.size();
  }

  /** How much of the plane has honest sharing among its equilibria. */
  public double honestShare() {
    return share(Standing.SOME) + share(Standing.ONLY);
  }
}

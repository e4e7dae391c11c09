package org.medchain.credit.analysis;

import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.credit.CreditGames;
import org.medchain.game.Game;
import org.medchain.game.equilibrium.NashEquilibrium;
import org.medchain.game.equilibrium.NashSolver;

/** How honest sharing stands among the equilibria of a game of two players. */
public enum HonestEquilibriumStatus {
  /** The rules refuse such parameters. */
  REFUSED,
  /** In no equilibrium is the provider honest for certain. */
  NONE,
  /** In some, not in all. */
  SOME,
  /** In all. */
  ONLY;

  /**
   * The standing in {@code game}, whose first player is the provider. All equilibria are known,
   * exactly: each is a mixture of extreme ones, so that these tell.
   */
  public static HonestEquilibriumStatus of(Game game) {
    List<NashEquilibrium> extreme = NashSolver.solve(game).equilibria();
    long honest = extreme.stream().filter(HonestEquilibriumStatus::isHonest).count();
    if (honest == 0) {
      return NONE;
    }
    return honest == extreme.size() ? ONLY : SOME;
  }

  private static boolean isHonest(NashEquilibrium each) {
    return each.profile().get(0).get(CreditGames.HONEST).equals(BigFraction.ONE);
  }
}

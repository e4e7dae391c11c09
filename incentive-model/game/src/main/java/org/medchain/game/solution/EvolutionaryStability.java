package org.medchain.game.solution;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.GroupGame;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.Subsets;
import org.medchain.game.exact.Vectors;

/**
 * All symmetric equilibria of a symmetric game, each with how stable it is in a population (Maynard
 * Smith and Price 1973): evolutionarily, neutrally, or not. Exact.
 *
 * <p>The procedure is finite (Haigh 1975, Abakuks 1980, Bomze 1992): whether p is stable depends
 * only on its support and on which strategies are as good as it, and is the (strict) copositivity
 * of a quadratic form. Equilibria that agree in both form a family, of which one member is given; a
 * family of dimension 1 or more cannot be evolutionarily stable.
 *
 * <p>All 2ⁿ − 1 supports are searched; those whose equations are degenerate, with every set of best
 * replies: up to 3ⁿ linear programmes in the worst case. Sets of equilibria that are stable only as
 * a whole (Thomas 1985) are not looked for.
 *
 * @param families in the order of their supports, read as binary numbers
 */
public record EvolutionaryStability(List<EquilibriumFamily> families) {
  private static final int STRATEGIES_MOST = 12;

  /** How stable, the most first. */
  public enum StabilityVerdict {
    /** Every mutant does worse against the equilibrium itself: a strict equilibrium, and an ESS. */
    STRICT,
    /** Evolutionarily stable (ESS), by what happens between mutants. */
    EVOLUTIONARILY_STABLE,
    /** Neutrally stable (NSS): some mutant does as well, none better (Maynard Smith 1982). */
    NEUTRALLY_STABLE,
    /** Some mutant, however rare, does better. */
    INVADED;
  }

  /**
   * The symmetric equilibria with this support and these best replies.
   *
   * @param support the strategies that are played, in ascending order
   * @param bestReplies the strategies that are as good, the support among them
   * @param dimension 0 for a single equilibrium, 1 for an edge, …
   * @param equilibrium one of them, a probability for each strategy
   * @param payoff the payoff of all at {@code equilibrium}
   * @param verdict the same for all of them
   * @param mutant why it is no better: a best reply to the equilibrium that does as well against
   *     itself as the equilibrium does, or better
   */
  public record EquilibriumFamily(
      List<Integer> support,
      List<Integer> bestReplies,
      int dimension,
      List<BigFraction> equilibrium,
      BigFraction payoff,
      StabilityVerdict verdict,
      Optional<List<BigFraction>> mutant) {}

  /** Searches all supports of a game of at most twelve strategies. */
  public static EvolutionaryStability of(GroupGame game) {
    int size = game.strategies().size();
    if (size > STRATEGIES_MOST) {
      throw new IllegalArgumentException(
          "'" + game.title() + "': at most " + STRATEGIES_MOST + " strategies, not " + size);
    }
    BigFraction[][] payoffs = game.exactMatrix();
    List<Integer> all = IntStream.range(0, size).boxed().toList();
    return new EvolutionaryStability(
        IntStream.range(1, 1 << size)
            .mapToObj(support -> Subsets.of(all, support))
            .flatMap(each -> SymmetricEquilibriumFamily.withSupport(payoffs, each).stream())
            .map(found -> family(payoffs, found))
            .toList());
  }

  private static EquilibriumFamily family(
      BigFraction[][] payoffs, SymmetricEquilibriumFamily found) {
    List<BigFraction> equilibrium = found.representative();
    BigFraction payoff = payoff(payoffs, found.support().get(0), equilibrium);
    InvasionTest invasion = InvasionTest.of(payoffs, found.support(), found.bestReplies());
    Optional<List<BigFraction>> mutant =
        invasion.direction().map(direction -> mutant(equilibrium, direction));
    StabilityVerdict verdict =
        switch (invasion.sign()) {
          case -1 -> StabilityVerdict.INVADED;
          case 0 -> StabilityVerdict.NEUTRALLY_STABLE;
          default ->
              found.bestReplies().size() == 1
                  ? StabilityVerdict.STRICT
                  : StabilityVerdict.EVOLUTIONARILY_STABLE;
        };
    return new EquilibriumFamily(
        found.support(),
        found.bestReplies(),
        found.dimension(),
        equilibrium,
        payoff,
        verdict,
        mutant);
  }

  /** The mutant in this direction from the equilibrium, as far as probabilities allow. */
  private static List<BigFraction> mutant(List<BigFraction> equilibrium, BigFraction[] direction) {
    BigFraction length =
        IntStream.range(0, direction.length)
            .filter(at -> Fractions.sign(direction[at]) < 0)
            .mapToObj(at -> equilibrium.get(at).divide(direction[at].negate()))
            .min(BigFraction::compareTo)
            .orElseThrow();
    return Vectors.list(
        direction.length, at -> equilibrium.get(at).add(length.multiply(direction[at])));
  }

  /** What {@code own} gets in a population that plays {@code mixed}. */
  private static BigFraction payoff(BigFraction[][] payoffs, int own, List<BigFraction> mixed) {
    return Fractions.weighed(mixed, other -> payoffs[own][other]);
  }
}

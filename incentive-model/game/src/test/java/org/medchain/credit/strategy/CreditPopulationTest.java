package org.medchain.credit.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.VoteCountDistribution;
import org.medchain.incentive.RecordVerdict;

/** GAME-10, GAME-14: the game of one population. */
class CreditPopulationTest {
  /**
   * Where all are honest, the honest and the false get what the upload game says, and for votes.
   */
  @Example
  void amongTheHonest() {
    CreditParameters p =
        CreditParameters.standard().with(Parameter.QUERIES, 0).with(Parameter.VERIFYING_COST, 0);
    double[] payoffs = CreditPopulation.of(p, "honest", "false").payoffs(new double[] {1, 0});
    double balance = p.of(Parameter.BALANCE);
    // Both verify alike, so that what voting pays cancels out.
    assertThat(payoffs[0] - payoffs[1])
        .isCloseTo(
            CashPayoffs.honestPayoff(p, balance) - CashPayoffs.fraudPayoff(p, balance),
            within(1e-12));
  }

  /** Committees drawn from the population, by enumeration of who sits in them and how they vote. */
  @Property(seed = "33", tries = 10)
  void committeesOfAMixedPopulation(@ForAll @IntRange(min = 1, max = 99) int percent) {
    CreditParameters p = CreditParameters.standard().with(Parameter.VERIFIERS, 5);
    double honest = percent / 100.0;
    List<Strategy> both = List.of(new Honest(), Strategies.byName("colluder"));
    PopulationEnvironment society =
        PopulationEnvironment.of(p, both, new double[] {honest, 1 - honest});
    double convicted = 0;
    for (int who = 0; who < 32; who++) {
      double[] rejectProbability = new double[5];
      double chance = 1;
      for (int seat = 0; seat < 5; seat++) {
        Strategy sitting = both.get(who >> seat & 1);
        chance *= (who >> seat & 1) == 0 ? honest : 1 - honest;
        rejectProbability[seat] = sitting.rejectProbability(p, RecordKind.RING);
      }
      Map<RecordVerdict, Double> verdicts =
          VoteCountDistribution.verdictProbabilities(p.rules().verdict(), rejectProbability);
      convicted += chance * verdicts.get(RecordVerdict.FALSE);
    }
    assertThat(society.outcomes(RecordKind.RING).convicted()).isCloseTo(convicted, within(1e-12));
  }

  /** The scheme read literally (§3.2.4): leaving before the finding beats honest sharing. */
  @Example
  void hitAndRunInvadesThePaper() {
    CreditParameters paper = CreditParameters.paper();
    double[] payoffs =
        CreditPopulation.of(paper, "honest", "hit-and-run").payoffs(new double[] {1, 0});
    assertThat(payoffs[1]).isGreaterThan(payoffs[0]);
    CreditParameters locked =
        paper.with(Parameter.EXIT_LOCK_BLOCKS, 500).with(Parameter.INITIAL_POINTS, 0);
    double[] after =
        CreditPopulation.of(locked, "honest", "hit-and-run").payoffs(new double[] {1, 0});
    assertThat(after[1]).isLessThan(after[0]);
  }
}

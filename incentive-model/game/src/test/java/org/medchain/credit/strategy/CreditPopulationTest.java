package org.medchain.credit.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.RandomCreditParameters;
import org.medchain.credit.VoteCountDistribution;
import org.medchain.incentive.RecordVerdict;

/** GAME-10, GAME-14: the game of one population. */
class CreditPopulationTest {
  /** An added strategy: shares only when the reward is worth it. */
  private record RewardDependentSharer() implements Strategy {
    @Override
    public String name() {
      return "fair weather";
    }

    @Override
    public double uploads(CreditParameters p, RecordKind kind) {
      return kind == RecordKind.HONEST ? 0.5 : 0;
    }

    @Override
    public double payoff(CreditParameters p, PopulationEnvironment society) {
      return 0.5 * new Honest().payoff(p, society);
    }
  }

  private static double[] shares(int number, int size) {
    double[] shares = new double[size];
    long state = number + 1L;
    double sum = 0;
    for (int i = 0; i < size; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      shares[i] = (state >>> 40) + 1;
      sum += shares[i];
    }
    for (int i = 0; i < size; i++) {
      shares[i] /= sum;
    }
    return shares;
  }

  @Property(seed = "31", tries = 60)
  void payoffsAreFiniteAndInUnitsOfCash(@ForAll @IntRange(max = 100_000) int number) {
    CreditParameters p = RandomCreditParameters.draw(number);
    CreditPopulation game = new CreditPopulation(p, Strategies.all());
    double[] shares = shares(number, game.players().size());
    double[] payoffs = game.payoffs(shares);
    assertThat(Arrays.stream(payoffs).allMatch(Double::isFinite)).isTrue();
    for (double unit : new double[] {1e-7, 1e4}) {
      CreditParameters other = RandomCreditParameters.inUnits(p, unit);
      double[] scaled = new CreditPopulation(other, Strategies.all()).payoffs(shares);
      for (int i = 0; i < payoffs.length; i++) {
        assertThat(scaled[i]).isCloseTo(unit * payoffs[i], within(1e-8 * unit));
      }
    }
  }

  /** An unplayed strategy changes nothing for the others. */
  @Property(seed = "32", tries = 40)
  void absentStrategiesDoNotMatter(@ForAll @IntRange(max = 100_000) int number) {
    CreditParameters p = RandomCreditParameters.draw(number);
    List<Strategy> few = List.of(new Honest(), Strategies.byName("colluder"));
    List<Strategy> more = new ArrayList<>(few);
    more.add(Strategies.byName("splitter"));
    more.add(new RewardDependentSharer());
    double[] shares = shares(number, 2);
    double[] payoffs = new CreditPopulation(p, few).payoffs(shares);
    double[] among = new CreditPopulation(p, more).payoffs(Arrays.copyOf(shares, 4));
    assertThat(Arrays.copyOf(among, 2)).containsExactly(payoffs);
  }

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

  /** All votes fall to those who verify: 30 in 100 have more than three times as many each. */
  @Example
  void theFewerVerifyTheMoreTheyEarn() {
    double[] payoffs =
        CreditPopulation.of(CreditParameters.standard(), "honest", "hit-and-run")
            .payoffs(new double[] {0.3, 0.7});
    assertThat(payoffs[0]).isCloseTo(23.9, within(0.05));
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

  /** T14: the free rider does better than the honest verifier by what looking costs and risks. */
  @Example
  void freeRidersSaveTheCostOfLooking() {
    CreditParameters p = CreditParameters.standard();
    PopulationEnvironment society =
        PopulationEnvironment.of(p, List.of(new Honest()), new double[] {1});
    double honest = society.votePay(new Honest());
    double free = society.votePay(Strategies.byName("free rider"));
    assertThat(free).isGreaterThan(honest);
    CreditParameters traps = p.with(Parameter.TRAP_SHARE, 0.1).with(Parameter.TRAP_PENALTY, 20);
    PopulationEnvironment trapped =
        PopulationEnvironment.of(traps, List.of(new Honest()), new double[] {1});
    assertThat(trapped.votePay(Strategies.byName("free rider")))
        .isLessThan(trapped.votePay(new Honest()));
  }

  /** T14: who shares honestly and looks at nothing invades the honest, until there are traps. */
  @Example
  void rubberStampersInvadeWhereNothingPaysForLooking() {
    CreditParameters p = CreditParameters.standard();
    double[] allHonest = {1, 0};
    double[] payoffs = CreditPopulation.of(p, "honest", "rubber stamper").payoffs(allHonest);
    // Seven looks of 0.1, and seven votes of which one in 20 errs, at a point lost and one not won.
    assertThat(payoffs[1] - payoffs[0]).isCloseTo(1.4, within(0.02));
    CreditParameters traps =
        p.with(Parameter.TRAP_SHARE, 0.1)
            .with(Parameter.TRAP_REWARD, 8)
            .with(Parameter.TRAP_PENALTY, 8);
    double[] trapped = CreditPopulation.of(traps, "honest", "rubber stamper").payoffs(allHonest);
    assertThat(trapped[1]).isLessThan(trapped[0]);
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

  @Example
  void namesAreUniqueAndKnown() {
    assertThat(Strategies.all()).hasSizeGreaterThanOrEqualTo(9);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Strategies.byName("saint"))
        .withMessageContaining("saint")
        .withMessageContaining("whitewasher");
    CreditParameters p = CreditParameters.standard();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CreditPopulation.of(p, "honest", "honest"));
  }
}

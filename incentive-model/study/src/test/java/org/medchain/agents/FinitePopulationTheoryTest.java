package org.medchain.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.strategy.CreditPopulation;
import org.medchain.credit.strategy.Strategies;
import org.medchain.credit.strategy.Strategy;
import org.medchain.incentive.RecordVerdict;
import org.medchain.incentive.VerdictRules;

class FinitePopulationTheoryTest {
  private static final VerdictRules RULES = CreditParameters.standard().rules().verdict();

  @Test
  void withoutEffectsItIsTheTheory() {
    CreditParameters p = CreditParameters.standard();
    List<Strategy> strategies = Strategies.all();
    int[] counts = new int[strategies.size()];
    Arrays.setAll(counts, each -> 3 + each);
    double[] bare =
        new FinitePopulationTheory(p, strategies, EnumSet.noneOf(FiniteLedgerEffect.class))
            .payoffs(counts);
    double[] theory =
        new CreditPopulation(p, strategies).payoffs(FinitePopulationTheory.shares(counts));
    assertThat(bare).containsExactly(theory);
  }

  @Test
  void allVotesCountedThePayIsThatOfAllVoteCounts() {
    double[] calls = new double[RULES.verifiers()];
    Arrays.fill(calls, 0.35);
    calls[0] = 0.8;
    double pay =
        FiniteCommittee.expectedReward(
            RULES, FiniteCommittee.binomialVotes(RULES.verifiers() - 1, 0.35), 0.8, false);
    double sum = 0;
    for (int votes = 0; votes < 1 << calls.length; votes++) {
      double chance = 1;
      for (int each = 0; each < calls.length; each++) {
        chance *= (votes >> each & 1) == 1 ? calls[each] : 1 - calls[each];
      }
      int saidFalse = Integer.bitCount(votes);
      RecordVerdict verdict = RULES.outcome(calls.length - saidFalse, saidFalse);
      if (verdict != RecordVerdict.UNDECIDED) {
        boolean own = (votes & 1) == 1;
        boolean right = own == (verdict == RecordVerdict.FALSE);
        sum += chance * (right ? RULES.verifierReward() : -RULES.verifierPenalty());
      }
    }
    assertThat(pay).isCloseTo(sum, within(1e-12));
  }

  @Test
  void whatIsPaidBeforeTheVerdictIsWhatTheQuorumGets() {
    // All vote alike: of 7 votes the first 5 count, and each is equally likely among them.
    double pay =
        FiniteCommittee.expectedReward(RULES, FiniteCommittee.binomialVotes(6, 0), 0, true);
    assertThat(pay).isCloseTo(5.0 / 7 * RULES.verifierReward(), within(1e-12));
  }

  @Test
  void earlyVerdictsPayAsAnEnumerationOfAllOrdersSays() {
    VerdictRules rules = new VerdictRules(5, 3, 0, 3, 2, 3, 0, 0);
    double calls = 0.4;
    double[] others = FiniteCommittee.binomialVotes(4, calls);
    double sum = 0;
    for (int place = 0; place < 5; place++) {
      for (int votes = 0; votes < 32; votes++) {
        double chance = 1;
        for (int each = 0; each < 5; each++) {
          double one = each == place ? 0.7 : calls;
          chance *= (votes >> each & 1) == 1 ? one : 1 - one;
        }
        sum += chance * paid(rules, votes, place) / 5;
      }
    }
    assertThat(FiniteCommittee.expectedReward(rules, others, 0.7, true))
        .isCloseTo(sum, within(1e-12));
  }

  /** One vote after the other until the quorum, as the ledger counts. */
  private static double paid(VerdictRules rules, int votes, int place) {
    int saidFalse = 0;
    for (int each = 0; each < 5; each++) {
      saidFalse += votes >> each & 1;
      RecordVerdict verdict = rules.outcome(each + 1 - saidFalse, saidFalse);
      if (verdict != RecordVerdict.UNDECIDED) {
        boolean own = (votes >> place & 1) == 1;
        double points =
            own == (verdict == RecordVerdict.FALSE)
                ? rules.verifierReward()
                : -rules.verifierPenalty();
        return place <= each ? points : 0;
      }
    }
    return 0;
  }
}

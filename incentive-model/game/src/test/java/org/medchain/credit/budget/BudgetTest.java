package org.medchain.credit.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.RandomCreditParameters;
import org.medchain.game.random.ReplicateSeed;

/** GAME-13, GAME-17: points and cash over time (T17, T18). */
class BudgetTest {
  private static void conserved(BudgetState each) {
    double out = each.held() + each.burnt() + each.redeemed();
    assertThat(out).isCloseTo(each.issued(), within(1e-9 * Math.max(1, each.issued())));
    assertThat(each.held()).isGreaterThanOrEqualTo(-1e-6);
    assertThat(each.cash()).isGreaterThanOrEqualTo(0);
  }

  /** INC-3 in both series. */
  @Property(seed = "71", tries = 40)
  void nothingIsLost(@ForAll @IntRange(max = 10_000) int number) {
    CreditParameters p = RandomCreditParameters.draw(number);
    for (RedemptionRate redemption : RedemptionRate.values()) {
      ExpectedBudget.trajectory(p, 60, redemption).forEach(BudgetTest::conserved);
      ReplicateSeed seed = ReplicateSeed.of(1, "test", number);
      List<BudgetState> run = SimulatedBudget.trajectory(p, 60, redemption, seed);
      run.forEach(BudgetTest::conserved);
      assertThat(SimulatedBudget.trajectory(p, 60, redemption, seed)).isEqualTo(run);
    }
  }

  /** T18: pro rata goes to the inflow of cash by the points that are redeemed. */
  @Example
  void theRateInTheEnd() {
    CreditParameters p =
        CreditParameters.paper()
            .with(Parameter.CASH_INFLOW, 10)
            .with(Parameter.REDEEMED_SHARE, 0.05);
    List<BudgetState> series = ExpectedBudget.trajectory(p, 2_000, RedemptionRate.PRO_RATA);
    BudgetState last = series.get(2_000);
    assertThat(last.held()).isCloseTo(ExpectedBudget.steadyStateHeld(p), within(1e-6));
    assertThat(last.rate()).isCloseTo(ExpectedBudget.steadyStateRate(p), within(1e-3));
    assertThat(last.unpaid()).isZero();
    // The same at a fixed rate: the cash runs out, and what is due is not paid.
    BudgetState fixed = ExpectedBudget.trajectory(p, 2_000, RedemptionRate.FIXED).get(2_000);
    assertThat(fixed.unpaid()).isPositive();
    assertThat(fixed.reserveCoverage(1)).isLessThan(0.1);
  }
}

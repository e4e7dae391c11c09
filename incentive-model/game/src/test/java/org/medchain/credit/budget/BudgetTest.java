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
import org.medchain.credit.RandomParameters;
import org.medchain.game.random.Estimate;
import org.medchain.game.random.ReplicateSeed;

/** GAME-13, GAME-17: points and cash over time (T17, T18). */
class BudgetTest {
  private static void conserved(BudgetPoint each) {
    double out = each.held() + each.burnt() + each.redeemed();
    assertThat(out).isCloseTo(each.issued(), within(1e-9 * Math.max(1, each.issued())));
    assertThat(each.held()).isGreaterThanOrEqualTo(-1e-6);
    assertThat(each.cash()).isGreaterThanOrEqualTo(0);
  }

  /** INC-3 in both series. */
  @Property(seed = "71", tries = 40)
  void nothingIsLost(@ForAll @IntRange(max = 10_000) int number) {
    CreditParameters p = RandomParameters.draw(number);
    for (Redemption redemption : Redemption.values()) {
      Budget.expected(p, 60, redemption).forEach(BudgetTest::conserved);
      ReplicateSeed seed = ReplicateSeed.of(1, "test", number);
      List<BudgetPoint> run = BudgetRun.simulated(p, 60, redemption, seed);
      run.forEach(BudgetTest::conserved);
      assertThat(BudgetRun.simulated(p, 60, redemption, seed)).isEqualTo(run);
    }
  }

  /** The averages lie in the interval of the draws, verdicts and late findings included. */
  @Example
  void averagesAreThoseOfTheDraws() {
    CreditParameters standard = CreditParameters.standard().with(Parameter.VALID_SHARE, 0.6);
    for (CreditParameters p :
        List.of(
            standard,
            standard.with(Parameter.EVALUATION_QUORUM, 1),
            CreditParameters.paper().with(Parameter.VALID_SHARE, 0.6))) {
      Estimate held = BudgetRun.held(p, 50, Redemption.FIXED, 3, 60);
      double expected = Budget.expected(p, 50, Redemption.FIXED).get(50).held();
      assertThat(held.covers(expected)).as("%s and %s", held, expected).isTrue();
    }
  }

  /** T17: at the balancing price supply does not grow by itself, at one point less it does. */
  @Property(seed = "72", tries = 100)
  void theBalancingPriceIsTheLeast(@ForAll @IntRange(max = 10_000) int number) {
    CreditParameters p = RandomParameters.draw(number).with(Parameter.REDEEMED_SHARE, 0);
    double price = Budget.balancingPrice(p);
    if (price < 1e6) {
      assertThat(net(p.with(Parameter.QUERY_PRICE, price))).isLessThanOrEqualTo(1e-9);
    }
    if (price > 0 && price < 1e6) {
      assertThat(net(p.with(Parameter.QUERY_PRICE, price - 1))).isPositive();
    }
  }

  private static double net(CreditParameters p) {
    return Budget.issued(p) - Budget.burntAsPenalty(p) - Budget.burntByQueries(p);
  }

  /** T17: the paper gives all of a price to the owner (§3.2.4), so that no price balances. */
  @Example
  void nothingBurntNothingBalanced() {
    assertThat(Budget.balancingPrice(CreditParameters.paper())).isInfinite();
  }

  /** T18: pro rata goes to the inflow of cash by the points that are redeemed. */
  @Example
  void theRateInTheEnd() {
    CreditParameters p =
        CreditParameters.paper()
            .with(Parameter.CASH_INFLOW, 10)
            .with(Parameter.REDEEMED_SHARE, 0.05);
    List<BudgetPoint> series = Budget.expected(p, 2_000, Redemption.PRO_RATA);
    BudgetPoint last = series.get(2_000);
    assertThat(last.held()).isCloseTo(Budget.heldInTheEnd(p), within(1e-6));
    assertThat(last.rate()).isCloseTo(Budget.rateInTheEnd(p), within(1e-3));
    assertThat(last.unpaid()).isZero();
    // The same at a fixed rate: the cash runs out, and what is due is not paid.
    BudgetPoint fixed = Budget.expected(p, 2_000, Redemption.FIXED).get(2_000);
    assertThat(fixed.unpaid()).isPositive();
    assertThat(fixed.coverage(1)).isLessThan(0.1);
  }
}

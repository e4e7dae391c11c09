package org.medchain.incentive;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.state.StateTree;

/** Bonds, grants and redemption (GAME-6, GAME-7; decision 0124). */
class IdentityCostTest {
  private static final PublicKey ONE = new PublicKey(Hash.of(Bytes.utf8("one")).toBytes());
  private static final PublicKey TWO = new PublicKey(Hash.of(Bytes.utf8("two")).toBytes());
  private static final Account ESCROW = Account.escrow(Hash.MAX);
  private static final IncentiveRules RULES =
      IncentiveRules.of(new PointRules(100, 10, 25, 7, 8_000))
          .with(new IdentityRules(50, true))
          .with(new RedemptionRules(1_000, 3));
  private static final CreditPoints START =
      CreditPoints.establish(StateTree.EMPTY, RULES)
          .join(ONE)
          .orElseThrow()
          .join(TWO)
          .orElseThrow();

  private static long balance(CreditPoints points) {
    return points.ledger().balanceOf(Account.of(ONE));
  }

  private static long bond(CreditPoints points) {
    return points.ledger().balanceOf(Account.bondOf(ONE));
  }

  private static CreditPoints earned(long points) {
    return START.reward(ONE, points).orElseThrow();
  }

  @Example
  void theGrantIsSpentFirstAndNotRedeemed() {
    CreditPoints rich = earned(30);
    assertThat(START.redeemable(ONE)).isZero();
    assertThat(START.redeem(ONE, 1)).isEmpty();
    assertThat(rich.redeemable(ONE)).isEqualTo(30);
    assertThat(rich.redeem(ONE, 31)).isEmpty();
    CreditPoints bought = rich.payService(ONE, 40).orElseThrow();
    assertThat(balance(bought)).isEqualTo(90);
    assertThat(bought.redeemable(ONE)).isEqualTo(30);
    CreditPoints.RedemptionResult redeemed = bought.redeem(ONE, 30).orElseThrow();
    assertThat(redeemed.paidOut()).isEqualTo(27);
    assertThat(redeemed.burnt()).isEqualTo(3);
    assertThat(redeemed.points().ledger().supply().redeemed()).isEqualTo(27);
    assertThat(balance(redeemed.points())).isEqualTo(60);
  }

  /** Locking and taking back must not wash a grant; an agreement that triggers spends it. */
  @Example
  void anEscrowDoesNotWashTheGrant() {
    CreditPoints locked = earned(5).lock(ONE, ESCROW, 60).orElseThrow();
    assertThat(locked.redeemable(ONE)).isZero();
    assertThat(locked.release(ESCROW, ONE).redeemable(ONE)).isEqualTo(5);
    CreditPoints paid = locked.settle(ESCROW, TWO, TWO, 60).orElseThrow().spentFromEscrow(ONE, 60);
    assertThat(balance(paid)).isEqualTo(45);
    assertThat(paid.redeemable(ONE)).isEqualTo(5);
  }

  /** INC-5: balance before bond, redeemable points before the grant; never more than there is. */
  @Property(seed = "1", tries = 300, edgeCases = EdgeCasesMode.NONE)
  void aPenaltyTakesWhatCountsMostFirst(
      @ForAll @LongRange(min = 0, max = 60) long earned,
      @ForAll @LongRange(min = 0, max = 300) long due) {
    CreditPoints before = earned(earned);
    CreditPoints.PenaltyResult after = before.penalise(ONE, due);
    long taken = Math.min(due, 150 + earned);
    assertThat(after.penalty()).isEqualTo(new PointRules.Penalty(taken, due - taken));
    assertThat(balance(after.points())).isEqualTo(Math.max(0, 100 + earned - due));
    assertThat(bond(after.points())).isEqualTo(50 - Math.max(0, taken - 100 - earned));
    assertThat(after.points().redeemable(ONE)).isEqualTo(Math.max(0, earned - due));
    // Points taken out of the grant are not owed to it: the next points are redeemable.
    CreditPoints again = after.points().reward(ONE, 9).orElseThrow();
    assertThat(again.redeemable(ONE)).isEqualTo(Math.max(0, earned - due) + 9);
    assertThat(again.ledger().supply().isConserved()).isTrue();
  }

  /** GAME-7: the bond comes back whole, the rest of the grant is burnt. */
  @Example
  void anExitIsSettledOnce() {
    CreditPoints.RedemptionResult settled = earned(20).settleExit(ONE);
    assertThat(settled.paidOut()).isEqualTo(50 + 18);
    assertThat(settled.burnt()).isEqualTo(100 + 2);
    assertThat(balance(settled.points())).isZero();
    assertThat(bond(settled.points())).isZero();
    assertThat(settled.points().ledger().grantOf(ONE)).isZero();
    CreditPoints.RedemptionResult again = settled.points().settleExit(ONE);
    assertThat(again.paidOut() + again.burnt()).isZero();
    assertThat(again.points().ledger().supply().isConserved()).isTrue();
  }

  /** Points that a fee takes whole give no voucher. */
  @Example
  void nothingIsNotRedeemed() {
    assertThat(earned(5).redeem(ONE, 1)).isEmpty();
    assertThat(earned(5).redeem(ONE, 2)).isPresent();
  }

  @Example
  void rulesThatWaitComeIntoForceAtTheirHeight() {
    IncentiveRules other = IncentiveRules.of(new PointRules(1, 2, 3, 4, 5));
    StateTree waiting = new PendingRules(7, other).scheduledIn(START.state());
    assertThat(PendingRules.applyDue(waiting, 6)).isSameAs(waiting);
    StateTree changed = PendingRules.applyDue(waiting, 7);
    assertThat(CreditPoints.rulesOf(changed)).isEqualTo(other);
    assertThat(PendingRules.pendingIn(changed)).isEmpty();
    assertThat(PointLedger.over(changed).supply()).isEqualTo(START.ledger().supply());
  }
}

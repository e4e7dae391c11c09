package org.medchain.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.state.StateTree;
import org.medchain.incentive.CreditPoints;
import org.medchain.incentive.IdentityRules;

/** GAME-10: what the game says points come to is what the ledger pays, point by point. */
class CashPayoffsTest {
  private static final PublicKey FIRST = key("first");

  private static PublicKey key(String name) {
    return new PublicKey(Hash.of(Bytes.utf8(name)).toBytes());
  }

  private static CreditPoints joined(CreditParameters p) {
    return CreditPoints.establish(StateTree.EMPTY, p.rules()).join(FIRST).orElseThrow();
  }

  private static CreditParameters setting(int number, boolean spendOnly) {
    CreditParameters p = RandomCreditParameters.draw(number).with(Parameter.LAUNDERED, 0);
    long bond = p.rules().identity().bond();
    return p.with(p.rules().with(new IdentityRules(bond, spendOnly)));
  }

  /** Register, earn, be convicted, leave: the ledger pays out what the game reckons with. */
  @Property(seed = "21", tries = 200)
  void lifecycleOnLedgerMatchesModel(
      @ForAll @IntRange(max = 100_000) int number,
      @ForAll boolean spendOnly,
      @ForAll @IntRange(max = 60) int earned) {
    CreditParameters p = setting(number, spendOnly);
    CreditPoints convicted =
        joined(p).reward(FIRST, earned).orElseThrow().penaliseFalse(FIRST).points();
    double back = convicted.settleExit(FIRST).paidOut();
    double point = p.of(Parameter.CASH_PER_POINT);
    double paid = p.of(Parameter.IDENTITY_COST) + point * p.rules().identity().bond();
    assertThat(CashPayoffs.disposableIdentityCost(p, earned))
        .isCloseTo(paid - point * back, within(1e-9));
  }

  @Property(seed = "22", tries = 200)
  void penaltyOnLedgerMatchesModel(
      @ForAll @IntRange(max = 100_000) int number, @ForAll @IntRange(max = 90) int earned) {
    CreditParameters p = setting(number, false);
    CreditPoints.PenaltyResult penalised =
        joined(p).reward(FIRST, earned).orElseThrow().penaliseFalse(FIRST);
    double balance = p.of(Parameter.INITIAL_POINTS) + earned;
    assertThat(CashPayoffs.penaltyLoss(p, balance))
        .isCloseTo(p.of(Parameter.CASH_PER_POINT) * penalised.penalty().taken(), within(1e-9));
  }

  @Property(seed = "23", tries = 100)
  void grantOnLedgerMatchesModel(
      @ForAll @IntRange(max = 100_000) int number, @ForAll boolean spendOnly) {
    CreditParameters p = setting(number, spendOnly);
    long bond = p.rules().identity().bond();
    double back = joined(p).settleExit(FIRST).paidOut() - bond;
    assertThat(CashPayoffs.grantValue(p))
        .isCloseTo(p.of(Parameter.CASH_PER_POINT) * back, within(1e-9));
  }
}

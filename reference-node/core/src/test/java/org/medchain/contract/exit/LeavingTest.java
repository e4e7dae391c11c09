package org.medchain.contract.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.PATIENT;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.contract.TestChain;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.Position;
import org.medchain.contract.datasharing.TradeValues;
import org.medchain.contract.datasharing.Withdraw;
import org.medchain.contract.economy.RedeemPoints;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.records.Purchases;
import org.medchain.data.Hash;
import org.medchain.incentive.IdentityRules;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.MembershipRules;
import org.medchain.incentive.PointLedger;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.RedemptionRules;

/** GAME-5 to GAME-9: membership, cash, leaving, freezing, other rules. */
class LeavingTest {
  private static final Operation LEAVE = new LeaveChain();
  private static final PointRules POINTS = new PointRules(100, 10, 25, 7, 8_000);
  private static final IncentiveRules RULES =
      IncentiveRules.of(POINTS)
          .with(new IdentityRules(30, false))
          .with(new MembershipRules(List.of(new MembershipRules.MembershipLevel(20, 4, 5_000))))
          .with(new RedemptionRules(1_000, 5));

  private final TestChain chain = new TestChain(RULES, List.of());

  private static Operation redeem(long points) {
    return new RedeemPoints(points);
  }

  /** GAME-6: an agreement that triggers spends the grant; one that is left does not. */
  @Example
  void anAgreementSpendsTheGrantWhenItTriggers() {
    TestChain spending =
        new TestChain(IncentiveRules.of(POINTS).with(new IdentityRules(0, true)), List.of());
    Hash id = spending.upload(PATIENT, "image", 1);
    Operation demand = new DemandRecords(PATIENT.publicKey(), "image", 1, 60);
    spending.run(PATIENT, new OfferRecords("image", 60, List.of()));
    spending.run(INSTITUTION, demand);
    assertThat(spending.balance(INSTITUTION)).isEqualTo(40);
    assertThat(PointLedger.over(spending.state().tree()).grantOf(INSTITUTION.publicKey()))
        .isEqualTo(100);
    Operation withdraw = new Withdraw(PATIENT.publicKey(), "image");
    spending.run(INSTITUTION, withdraw);
    spending.expect(INSTITUTION, redeem(1), Outcome.INSUFFICIENT_POINTS);
    spending.run(PATIENT, withdraw);
    spending.run(PATIENT, new OfferRecords("image", 60, List.of(id)));
    spending.run(INSTITUTION, demand);
    assertThat(Purchases.of(spending.state(), id, INSTITUTION.publicKey())).isPresent();
    assertThat(PointLedger.over(spending.state().tree()).grantOf(INSTITUTION.publicKey()))
        .isEqualTo(40);
    // 10 for the upload and 60 for the record: above the grant of 100.
    spending.expect(PATIENT, redeem(70), Outcome.OK);
    spending.expect(PATIENT, redeem(1), Outcome.INSUFFICIENT_POINTS);
  }

  /** GAME-7: an exit closes all that is open at once, so that much may be open. */
  @Example
  void aParticipantHasABoundedNumberOfPositions() {
    for (int i = 0; i < Position.MAX_OPEN; i++) {
      Operation offer = new OfferRecords("type " + i, 1, List.of());
      chain.expect(PATIENT, offer, Outcome.OK);
    }
    chain.expect(PATIENT, new OfferRecords("one more", 1, List.of()), Outcome.LIMIT_REACHED);
    chain.run(HOSPITAL, new OfferRecords("image", 1, List.of()));
    chain.expect(
        PATIENT, new DemandRecords(HOSPITAL.publicKey(), "image", 1, 1), Outcome.LIMIT_REACHED);
    chain.run(PATIENT, new Withdraw(PATIENT.publicKey(), "type 3"));
    chain.expect(PATIENT, new DemandRecords(HOSPITAL.publicKey(), "image", 1, 1), Outcome.OK);
    assertThat(chain.events(PATIENT, LEAVE)).hasSize(Position.MAX_OPEN + 1);
    assertThat(TradeValues.positions(chain.state(), PATIENT.publicKey())).isEmpty();
  }
}

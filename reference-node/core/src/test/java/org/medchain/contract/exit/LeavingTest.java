package org.medchain.contract.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.DOCTOR;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.OTHER_PATIENT;
import static org.medchain.contract.TestChain.PATIENT;
import static org.medchain.contract.TestChain.STRANGER;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.TestChain;
import org.medchain.contract.center.ChangeRules;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.ThawAccount;
import org.medchain.contract.consent.ConsentEvents;
import org.medchain.contract.consent.Consents;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.QuoteQuery;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.Position;
import org.medchain.contract.datasharing.TradeValues;
import org.medchain.contract.datasharing.Withdraw;
import org.medchain.contract.economy.RedeemPoints;
import org.medchain.contract.economy.Voucher;
import org.medchain.contract.economy.Vouchers;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.Purchases;
import org.medchain.contract.registration.ExitEvents;
import org.medchain.contract.registration.Register;
import org.medchain.contract.registration.RegistrationEvents;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.incentive.Account;
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

  private static Operation settle(KeyPair who) {
    return new SettleExit(who.publicKey());
  }

  private static Operation redeem(long points) {
    return new RedeemPoints(points);
  }

  private static Operation freeze(KeyPair who) {
    return new FreezeAccount(who.publicKey());
  }

  private static Operation thaw(KeyPair who) {
    return new ThawAccount(who.publicKey());
  }

  private Hash granted(KeyPair reader) {
    Hash id = chain.upload(PATIENT, "image", 1);
    chain.run(PATIENT, Consents.allow(PATIENT, id, reader, Purpose.HRESCH));
    return id;
  }

  private ReadAnswer read(KeyPair who, Hash record) {
    return Consents.read(chain, who, record, Purpose.HRESCH).answer();
  }

  /** Decision 0124: the bond is posted with every registration. */
  @Example
  void whoJoinsPostsABond() {
    Participant joining = new Participant(STRANGER.publicKey(), Role.HOSPITAL);
    Receipt receipt = chain.run(CENTER, new Register(joining));
    assertThat(MedicalModules.events(receipt))
        .containsExactly(
            new RegistrationEvents.Registered(STRANGER.publicKey(), Role.HOSPITAL, 100),
            new RegistrationEvents.BondPosted(STRANGER.publicKey(), 30));
    assertThat(chain.balance(STRANGER)).isEqualTo(100);
    assertThat(chain.state().points().ledger().balanceOf(Account.bondOf(STRANGER.publicKey())))
        .isEqualTo(30);
    assertThat(chain.state().supply().issued()).isEqualTo(7 * 130);
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

  /** GAME-7, decision 0124: a verdict in the lock still costs; then everything goes out, once. */
  @Example
  void anExitIsSettledOnceAfterTheLock() {
    Hash id = granted(INSTITUTION);
    chain.expect(OTHER_PATIENT, settle(PATIENT), Outcome.NOT_LEFT);
    chain.run(PATIENT, LEAVE);
    // An owner's permissions end with it.
    assertThat(read(INSTITUTION, id)).isEqualTo(ReadAnswer.OWNER_LEFT);
    chain.run(CENTER, new JudgeRecord(id));
    assertThat(chain.balance(PATIENT)).isEqualTo(85);
    chain.advanceTo(8);
    chain.expect(DOCTOR, settle(PATIENT), Outcome.LOCKED);
    chain.run(CENTER, freeze(PATIENT));
    chain.expect(DOCTOR, settle(PATIENT), Outcome.ACCOUNT_FROZEN);
    chain.run(CENTER, thaw(PATIENT));
    List<Event> events = chain.events(DOCTOR, settle(PATIENT));
    ExitEvents.Settled settled = (ExitEvents.Settled) events.get(0);
    // The bond comes back whole; of 85 a tenth, rounded up, is the fee.
    assertThat(settled.paidOut()).isEqualTo(30 + 76);
    assertThat(settled.burnt()).isEqualTo(9);
    assertThat(chain.balance(PATIENT)).isZero();
    assertThat(chain.state().points().ledger().balanceOf(Account.bondOf(PATIENT.publicKey())))
        .isZero();
    assertThat(Vouchers.entry(settled.voucher()).in(chain.state()))
        .contains(new Voucher(PATIENT.publicKey(), 106, false));
    chain.expect(DOCTOR, settle(PATIENT), Outcome.SETTLED);
    assertThat(chain.state().supply().redeemed()).isEqualTo(106);
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

  /** GAME-9, INC-1. */
  @Example
  void rulesChangeFromAHeightOn() {
    IncentiveRules other = IncentiveRules.of(new PointRules(100, 50, 25, 7, 8_000));
    Operation change = new ChangeRules(4, other);
    chain.expect(HOSPITAL, change, Outcome.NOT_ALLOWED);
    chain.expect(CENTER, change, Outcome.OK);
    assertThat(chain.state().nextRules().orElseThrow().fromHeight()).isEqualTo(4);
    chain.upload(PATIENT, "image", 1);
    assertThat(chain.balance(PATIENT)).isEqualTo(110);
    assertThat(chain.state().rules()).isEqualTo(RULES);
    chain.upload(PATIENT, "image", 2);
    assertThat(chain.balance(PATIENT)).isEqualTo(160);
    assertThat(chain.state().rules()).isEqualTo(other);
    chain.expect(CENTER, new ChangeRules(5, RULES), Outcome.TOO_LATE);
    // The last order counts.
    chain.run(CENTER, new ChangeRules(8, RULES));
    chain.run(CENTER, new ChangeRules(9, other));
    chain.advanceTo(12);
    assertThat(chain.state().rules()).isEqualTo(other);
  }

  /** CON-20: a read is answered under the rules of the block that would execute it. */
  @Example
  void aReadKnowsTheRulesOfTheNextBlock() {
    Hash id = granted(INSTITUTION);
    IncentiveRules dear = IncentiveRules.of(new PointRules(100, 10, 25, 9, 8_000));
    chain.run(CENTER, new ChangeRules(5, dear));
    chain.add(List.of());
    Transaction quote = chain.order(INSTITUTION, new QuoteQuery(id));
    assertThat(MedicalModules.events(chain.contract().read(quote)))
        .containsExactly(new ConsentEvents.QueryQuoted(id, INSTITUTION.publicKey(), 9));
    chain.run(INSTITUTION, LEAVE);
    assertThat(Outcome.of(chain.contract().read(quote))).isEqualTo(Outcome.LEFT);
  }
}

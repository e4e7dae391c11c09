package org.medchain.contract.datasharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.DOCTOR;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.OTHER_PATIENT;
import static org.medchain.contract.TestChain.PATIENT;
import static org.medchain.contract.TestChain.record;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Example;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.TestChain;
import org.medchain.contract.consent.Consents;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.Purchases;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.Register;
import org.medchain.contract.registration.ReplaceKey;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.contract.verdict.CastVote;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.contract.verdict.Verdicts;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.VerdictRules;

/** Agreements (paper §3.2.5, §4 (3)), one story each. */
class AgreementTest {
  private static final String TYPE = "image";

  private final TestChain chain = new TestChain();

  private Outcome offer(KeyPair provider, long price, Hash... records) {
    return chain.outcome(provider, new OfferRecords(TYPE, price, List.of(records)));
  }

  private static Operation demand(KeyPair provider, int count) {
    return new DemandRecords(provider.publicKey(), TYPE, count, 20);
  }

  private static Operation withdraw(KeyPair provider) {
    return new Withdraw(provider.publicKey(), TYPE);
  }

  private ReadAnswer read(KeyPair who, Hash record) {
    return Consents.read(chain, who, record, Purpose.HRESCH).answer();
  }

  /** The one agreement that a receipt says was triggered. */
  private static TradeEvents.AgreementTriggered triggered(Receipt receipt) {
    List<Event> events =
        MedicalModules.events(receipt).stream()
            .filter(TradeEvents.AgreementTriggered.class::isInstance)
            .toList();
    assertThat(events).hasSize(1);
    return (TradeEvents.AgreementTriggered) events.get(0);
  }

  /** CON-11, CON-12: enough is there already. */
  @Example
  void aDemandThatIsMetTriggersAtOnce() {
    Hash one = chain.upload(PATIENT, TYPE, 1);
    Hash two = chain.upload(PATIENT, TYPE, 2);
    assertThat(offer(PATIENT, 20, one, two)).isEqualTo(Outcome.OK);
    Receipt receipt = chain.run(INSTITUTION, demand(PATIENT, 2));
    assertThat(triggered(receipt).records()).containsExactly(one, two);
    assertThat(triggered(receipt).paid()).isEqualTo(40);
    assertThat(chain.balance(INSTITUTION)).isEqualTo(60);
    // The patient is owner and provider, so the whole price is the patient's.
    assertThat(chain.balance(PATIENT)).isEqualTo(160);
    assertThat(read(INSTITUTION, one)).isEqualTo(ReadAnswer.BOUGHT);
    assertThat(chain.balance(INSTITUTION)).isEqualTo(60);
  }

  /** CON-12: the paper's example, an upload that meets the contract's condition. */
  @Example
  void aLaterUploadMeetsTheCondition() {
    Hash one = chain.upload(PATIENT, TYPE, 1);
    offer(PATIENT, 20, one);
    Receipt concluded = chain.run(INSTITUTION, demand(PATIENT, 2));
    assertThat(MedicalModules.events(concluded)).hasSize(1);
    assertThat(chain.balance(INSTITUTION)).isEqualTo(60);
    assertThat(read(INSTITUTION, one)).isEqualTo(ReadAnswer.NO_CONSENT);
    // Of another type: no part of the agreement.
    chain.upload(PATIENT, "laboratory", 2);
    Receipt upload = chain.run(PATIENT, new UploadRecord(record(PATIENT, TYPE, 3)));
    assertThat(triggered(upload).records()).containsExactly(one, record(PATIENT, TYPE, 3).id());
    assertThat(chain.balance(PATIENT)).isEqualTo(100 + 3 * 10 + 40);
    // Only once: the next upload meets no agreement.
    Receipt next = chain.run(PATIENT, new UploadRecord(record(PATIENT, TYPE, 4)));
    assertThat(MedicalModules.events(next)).hasSize(1);
    assertThat(chain.balance(INSTITUTION)).isEqualTo(60);
  }

  /** CON-12: a record that was found false is not sold, one that the demander has not again. */
  @Example
  void onlySoundAndNewRecordsCount() {
    Hash sold = chain.upload(PATIENT, TYPE, 1);
    Hash wrong = chain.upload(PATIENT, TYPE, 2);
    offer(PATIENT, 20, sold, wrong);
    assertThat(triggered(chain.run(INSTITUTION, demand(PATIENT, 1))).records())
        .containsExactly(sold);
    chain.run(CENTER, new JudgeRecord(wrong));
    assertThat(chain.events(INSTITUTION, demand(PATIENT, 1))).hasSize(1);
    // The author of the record has permanent access anyway.
    assertThat(chain.events(DOCTOR, demand(PATIENT, 1))).hasSize(1);
    Receipt upload = chain.run(PATIENT, new UploadRecord(record(PATIENT, TYPE, 3)));
    assertThat(triggered(upload).records()).containsExactly(record(PATIENT, TYPE, 3).id());
    assertThat(triggered(upload).demander()).isEqualTo(INSTITUTION.publicKey());
  }

  /** CON-13. */
  @Example
  void whoLeavesGetsBackWhatWasLocked() {
    offer(PATIENT, 20);
    chain.run(INSTITUTION, demand(PATIENT, 2));
    chain.run(HOSPITAL, demand(PATIENT, 1));
    assertThat(chain.balance(INSTITUTION)).isEqualTo(60);
    chain.expect(OTHER_PATIENT, withdraw(PATIENT), Outcome.NOTHING_TO_WITHDRAW);
    chain.expect(INSTITUTION, withdraw(PATIENT), Outcome.OK);
    assertThat(chain.balance(INSTITUTION)).isEqualTo(100);
    chain.expect(PATIENT, withdraw(PATIENT), Outcome.OK);
    assertThat(chain.balance(HOSPITAL)).isEqualTo(100);
    chain.expect(PATIENT, withdraw(PATIENT), Outcome.NO_OFFER);
  }

  private static Operation revocation(KeyPair who) {
    RevocationEntry entry =
        new RevocationEntry(BigInteger.ONE, who.publicKey(), RevocationReason.KEY_COMPROMISE, true);
    return new RevokeCertificates(1, Hash.ZERO, List.of(entry));
  }

  /** CON-12: the verdict comes after the revocation, and would meet the condition. */
  @Example
  void aRevokedProviderSellsNothingByAnAgreementThatWaits() {
    IncentiveRules oneVerifier =
        IncentiveRules.of(TestChain.RULES).with(new VerdictRules(1, 1, 1, 6, 3, 4, 5, 6));
    TestChain judged = new TestChain(oneVerifier, List.of());
    judged.run(PATIENT, new OfferRecords(TYPE, 20, List.of()));
    judged.run(OTHER_PATIENT, demand(PATIENT, 1));
    assertThat(judged.balance(OTHER_PATIENT)).isEqualTo(80);
    Hash one = judged.upload(PATIENT, TYPE, 1);
    judged.add(List.of());
    judged.run(CENTER, revocation(PATIENT));
    PublicKey drawn = Verdicts.of(judged.state(), one).orElseThrow().seats().getFirst().verifier();
    KeyPair verifier = drawn.equals(HOSPITAL.publicKey()) ? HOSPITAL : INSTITUTION;
    List<Event> events = judged.events(verifier, new CastVote(one, true));
    assertThat(events).last().isInstanceOf(TradeEvents.AgreementDissolved.class);
    assertThat(Purchases.of(judged.state(), one, OTHER_PATIENT.publicKey())).isEmpty();
    assertThat(judged.balance(OTHER_PATIENT)).isEqualTo(100);
    // For the record that was found valid it is paid, as a frozen one would be (GAME-8).
    assertThat(judged.balance(PATIENT)).isEqualTo(110);
    KeyPair renewed = TestChain.keys("renewed");
    judged.run(CENTER, new ReplaceKey(PATIENT.publicKey(), renewed.publicKey()));
    // The record came under the offer all the same.
    assertThat(triggered(judged.run(OTHER_PATIENT, demand(PATIENT, 1))).records())
        .containsExactly(one);
  }

  /** CON-10, CON-11: every other reason to refuse. */
  @Example
  void offersAndDemandsAreRefused() {
    Hash one = chain.upload(PATIENT, TYPE, 1);
    Hash wrong = chain.upload(PATIENT, TYPE, 2);
    Hash other = chain.upload(PATIENT, "laboratory", 3);
    chain.run(CENTER, new JudgeRecord(wrong));
    assertThat(offer(INSTITUTION, 20)).isEqualTo(Outcome.NOT_ALLOWED);
    assertThat(offer(OTHER_PATIENT, 20, one)).isEqualTo(Outcome.NO_ACCESS);
    assertThat(offer(PATIENT, 20, Hash.ZERO)).isEqualTo(Outcome.UNKNOWN_RECORD);
    assertThat(offer(PATIENT, 20, other)).isEqualTo(Outcome.WRONG_TYPE);
    assertThat(offer(PATIENT, 20, wrong)).isEqualTo(Outcome.RECORD_FALSE);
    chain.expect(INSTITUTION, demand(PATIENT, 1), Outcome.NO_OFFER);
    assertThat(offer(PATIENT, 21)).isEqualTo(Outcome.OK);
    assertThat(offer(PATIENT, 20)).isEqualTo(Outcome.OFFER_EXISTS);
    chain.expect(INSTITUTION, demand(PATIENT, 1), Outcome.PRICE_TOO_HIGH);
    chain.expect(PATIENT, demand(PATIENT, 1), Outcome.NOT_ALLOWED);
    chain.run(PATIENT, withdraw(PATIENT));
    offer(PATIENT, 20);
    chain.expect(INSTITUTION, demand(PATIENT, 6), Outcome.INSUFFICIENT_POINTS);
    chain.expect(INSTITUTION, demand(PATIENT, 5), Outcome.OK);
    chain.expect(INSTITUTION, demand(PATIENT, 1), Outcome.AGREEMENT_EXISTS);
  }

  /** CON-11: the list of those who wait is bounded. */
  @Example
  void onlySoManyAgreementsWait() {
    offer(PATIENT, 1);
    for (int i = 0; i <= OpenOffer.MAX_WAITING; i++) {
      KeyPair demander = TestChain.keys("demander " + i);
      Participant joining = new Participant(demander.publicKey(), Role.RESEARCH);
      chain.run(CENTER, new Register(joining));
      assertThat(chain.outcome(demander, demand(PATIENT, 2)))
          .isEqualTo(i < OpenOffer.MAX_WAITING ? Outcome.OK : Outcome.LIMIT_REACHED);
    }
    // One that is met serves all who wait, oldest first.
    chain.upload(PATIENT, TYPE, 1);
    Receipt last = chain.run(PATIENT, new UploadRecord(record(PATIENT, TYPE, 2)));
    assertThat(MedicalModules.events(last)).hasSize(1 + OpenOffer.MAX_WAITING);
    assertThat(((TradeEvents.AgreementTriggered) MedicalModules.events(last).get(1)).demander())
        .isEqualTo(TestChain.keys("demander 0").publicKey());
  }
}

package org.medchain.contract.datasharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.PATIENT;
import static org.medchain.contract.TestChain.record;

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
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.Register;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;

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

  private ReadAnswer read(KeyPair who, Hash record) {
    return Consents.read(chain, who, record, Purpose.HRESCH).answer();
  }

  private static TradeEvents.AgreementTriggered triggered(Receipt receipt) {
    List<Event> events =
        MedicalModules.events(receipt).stream()
            .filter(TradeEvents.AgreementTriggered.class::isInstance)
            .toList();
    assertThat(events).hasSize(1);
    return (TradeEvents.AgreementTriggered) events.get(0);
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

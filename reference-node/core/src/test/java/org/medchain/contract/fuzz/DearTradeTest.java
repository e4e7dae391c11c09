package org.medchain.contract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.PATIENT;
import static org.medchain.contract.TestChain.record;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import org.medchain.contract.TestChain;
import org.medchain.contract.consent.Consents;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.OpenOffer;
import org.medchain.contract.datasharing.TradeEvents;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.StateWork;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Transaction;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;

/** CON-28, CON-12: an offer as full as can be, used by provider and owner without paying. */
class DearTradeTest {
  private static final String TYPE = "image";
  private static final int FULL = OfferRecords.MAX_RECORDS;

  private final List<KeyPair> demanders = new ArrayList<>();
  private final TestChain chain = chain();

  private TestChain chain() {
    List<Participant> more = new ArrayList<>();
    for (int i = 0; i < OpenOffer.MAX_WAITING; i++) {
      demanders.add(TestChain.keys("demander " + i));
      more.add(new Participant(demanders.get(i).publicKey(), Role.RESEARCH));
    }
    return new TestChain(IncentiveRules.of(new PointRules(400, 10, 25, 7, 8_000)), more);
  }

  private static Hash id(int number) {
    return record(PATIENT, TYPE, number).id();
  }

  private static Operation share(int number) {
    return Consents.allow(PATIENT, id(number), HOSPITAL, Purpose.DISCLOSE);
  }

  /** The hospital offers all but one of the records that it could; everybody waits for all. */
  private void fill() {
    List<Transaction> all = new ArrayList<>();
    all.add(chain.order(HOSPITAL, new OfferRecords(TYPE, 1, List.of())));
    for (int number = 0; number < FULL; number++) {
      all.add(chain.order(PATIENT, new UploadRecord(record(PATIENT, TYPE, number))));
    }
    for (int number = 1; number < FULL; number++) {
      all.add(chain.order(PATIENT, share(number)));
    }
    for (KeyPair each : demanders) {
      all.add(chain.order(each, new DemandRecords(HOSPITAL.publicKey(), TYPE, FULL, 1)));
    }
    assertThat(chain.add(all).receipts().stream().map(Outcome::of)).containsOnly(Outcome.OK);
  }

  /** All agreements at once: each of the 2,048 records was paid for beforehand. */
  @Example
  void theLastRecordTriggersEverything() {
    fill();
    List<Event> events = new ArrayList<>();
    StateWork work = CountedWork.of(chain, PATIENT, share(0), events);
    assertThat(events).filteredOn(TradeEvents.AgreementTriggered.class::isInstance).hasSize(16);
    assertThat(work.reads() + work.writes()).isBetween(15_000L, 20_000L);
  }

  /** The same when no key signs for those who wait: nothing is paid, all goes back. */
  @Example
  void theLastRecordEndsWhatIsDueToRevokedDemanders() {
    fill();
    List<RevocationEntry> revoked = new ArrayList<>();
    for (KeyPair each : demanders) {
      BigInteger serial = BigInteger.valueOf(1 + revoked.size());
      revoked.add(
          new RevocationEntry(serial, each.publicKey(), RevocationReason.KEY_COMPROMISE, true));
    }
    chain.expect(CENTER, new RevokeCertificates(1, Hash.ZERO, revoked), Outcome.OK);
    List<Event> events = new ArrayList<>();
    StateWork work = CountedWork.of(chain, PATIENT, share(0), events);
    assertThat(events).filteredOn(TradeEvents.AgreementDissolved.class::isInstance).hasSize(16);
    assertThat(events).noneMatch(TradeEvents.AgreementTriggered.class::isInstance);
    assertThat(work.reads()).isLessThan(3_000);
  }

  /** A record is taken back and shared again for nothing: not every agreement is checked. */
  @Example
  void sharingAgainIsNoWayToKeepNodesBusy() {
    fill();
    chain.run(PATIENT, share(0));
    for (KeyPair each : demanders) {
      chain.run(each, new DemandRecords(HOSPITAL.publicKey(), TYPE, FULL, 1));
    }
    for (int number = 0; number < 2; number++) {
      chain.run(PATIENT, Consents.revoke(PATIENT, id(number), HOSPITAL, Purpose.DISCLOSE));
    }
    StateWork work = CountedWork.of(chain, PATIENT, share(1), new ArrayList<>());
    assertThat(work.reads()).isLessThan(4L * FULL + 50);
  }

  @Example
  void whoLeavesClosesWhatItHasOpen() {
    fill();
    List<Event> events = new ArrayList<>();
    StateWork work = CountedWork.of(chain, HOSPITAL, new LeaveChain(), events);
    assertThat(events).filteredOn(TradeEvents.AgreementDissolved.class::isInstance).hasSize(16);
    assertThat(work.reads()).isLessThan(150);
  }
}

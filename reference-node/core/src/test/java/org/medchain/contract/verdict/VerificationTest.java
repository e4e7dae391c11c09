package org.medchain.contract.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.DOCTOR;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.OTHER_PATIENT;
import static org.medchain.contract.TestChain.PATIENT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import org.medchain.contract.TestChain;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.TradeEvents;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.Purchases;
import org.medchain.contract.records.RecordEvents;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.AskBalance;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.VerdictRules;

/** GAME-1, GAME-2, GAME-3: the decision on validity, and its payments. */
class VerificationTest {
  private static final List<KeyPair> VERIFIERS =
      IntStream.range(0, 9).mapToObj(i -> TestChain.keys("verifier " + i)).toList();

  /** Five of eleven, three decide within six blocks. */
  private static final IncentiveRules RULES =
      IncentiveRules.of(new PointRules(100, 10, 25, 7, 8_000))
          .with(new VerdictRules(5, 3, 1, 6, 3, 4, 5, 6));

  private final TestChain chain = chain(RULES);
  private final MedicalRecord record = TestChain.record(PATIENT, "image", 1);
  private final Hash id = record.id();

  private static TestChain chain(IncentiveRules rules) {
    return new TestChain(
        rules,
        VERIFIERS.stream().map(each -> new Participant(each.publicKey(), Role.RESEARCH)).toList());
  }

  private static Operation vote(Hash record, boolean valid) {
    return new CastVote(record, valid);
  }

  private Outcome upload() {
    return chain.outcome(PATIENT, new UploadRecord(record));
  }

  private Verification verification() {
    return Verdicts.of(chain.state(), id).orElseThrow();
  }

  private List<KeyPair> committee() {
    List<KeyPair> all = new ArrayList<>(VERIFIERS);
    all.add(TestChain.HOSPITAL);
    all.add(INSTITUTION);
    return verification().seats().stream()
        .map(Verification.Seat::verifier)
        .map(key -> all.stream().filter(k -> k.publicKey().equals(key)).findFirst().orElseThrow())
        .toList();
  }

  private void uploaded() {
    assertThat(upload()).isEqualTo(Outcome.OK);
    chain.add(List.of());
  }

  @Example
  void verifiersAreDrawnByTheNextBlock() {
    upload();
    assertThat(verification().seats()).isEmpty();
    chain.expect(INSTITUTION, vote(id, true), Outcome.NOT_DRAWN);
    TreeSet<PublicKey> drawn = new TreeSet<>();
    verification().seats().forEach(seat -> drawn.add(seat.verifier()));
    assertThat(drawn).hasSize(5);
    chain.expect(DOCTOR, vote(id, true), Outcome.NOT_DRAWN);
  }

  /** Every verifier is drawn: 40 records, five seats, eleven verifiers. */
  @Example
  void noVerifierIsAlwaysOrNeverDrawn() {
    Map<PublicKey, Integer> turns = new TreeMap<>();
    List<Transaction> uploads = new ArrayList<>();
    List<Hash> ids = new ArrayList<>();
    for (int number = 0; number < 40; number++) {
      MedicalRecord each = TestChain.record(PATIENT, "image", number);
      ids.add(each.id());
      uploads.add(chain.order(PATIENT, new UploadRecord(each)));
    }
    chain.add(uploads);
    chain.add(List.of());
    for (Hash each : ids) {
      Verification open = Verdicts.of(chain.state(), each).orElseThrow();
      open.seats().forEach(seat -> turns.merge(seat.verifier(), 1, Integer::sum));
    }
    assertThat(turns).hasSize(11);
    assertThat(turns.values()).allMatch(count -> count >= 8 && count <= 30);
  }

  @Example
  void theNextBlockDecidesWhoIsDrawn() {
    TestChain other = chain(RULES);
    for (TestChain each : List.of(chain, other)) {
      each.run(PATIENT, new UploadRecord(record));
    }
    chain.add(List.of());
    other.run(PATIENT, new AskBalance());
    assertThat(Verdicts.of(other.state(), id).orElseThrow().seats())
        .hasSize(5)
        .isNotEqualTo(verification().seats());
  }

  @Example
  void theQuorumDecidesAndPaysBothSides() {
    uploaded();
    List<KeyPair> drawn = committee();
    // In one block, so that time is left for a vote that comes after the decision.
    List<Receipt> receipts =
        chain
            .add(
                List.of(
                    chain.order(drawn.get(0), vote(id, false)),
                    chain.order(drawn.get(0), vote(id, true)),
                    chain.order(drawn.get(1), vote(id, true)),
                    chain.order(drawn.get(2), vote(id, true))))
            .receipts();
    assertThat(receipts.stream().map(Outcome::of))
        .containsExactly(Outcome.OK, Outcome.ALREADY_VOTED, Outcome.OK, Outcome.OK);
    assertThat(chain.balance(PATIENT)).isEqualTo(100);
    assertThat(chain.events(drawn.get(3), vote(id, true)))
        .startsWith(
            new VerdictEvents.VoteCast(id, drawn.get(3).publicKey(), true),
            new RecordEvents.RecordAccepted(id, PATIENT.publicKey(), 10))
        .hasSize(6);
    assertThat(chain.balance(PATIENT)).isEqualTo(110);
    assertThat(chain.balance(drawn.get(0))).isEqualTo(96);
    for (KeyPair each : drawn.subList(1, 4)) {
      assertThat(chain.balance(each)).isEqualTo(103);
    }
    assertThat(chain.balance(drawn.get(4))).isEqualTo(100);
    chain.expect(drawn.get(4), vote(id, true), Outcome.NO_VERDICT_DUE);
  }

  /** CON-12: an agreement that waits triggers with the verdict, in the same transaction. */
  @Example
  void anAgreementTriggersWhenItsRecordIsFoundValid() {
    chain.run(PATIENT, new OfferRecords("image", 20, List.of()));
    Operation demand = new DemandRecords(PATIENT.publicKey(), "image", 1, 20);
    chain.expect(OTHER_PATIENT, demand, Outcome.OK);
    uploaded();
    List<KeyPair> drawn = committee();
    chain.run(drawn.get(0), vote(id, true));
    chain.run(drawn.get(1), vote(id, true));
    assertThat(Purchases.of(chain.state(), id, OTHER_PATIENT.publicKey())).isEmpty();
    List<Event> events = chain.events(drawn.get(2), vote(id, true));
    assertThat(events).last().isInstanceOf(TradeEvents.AgreementTriggered.class);
    assertThat(chain.balance(PATIENT)).isEqualTo(130);
    // GAME-3: a buyer may evaluate, once; here one evaluation is enough to turn the verdict.
    Operation evaluation = new EvaluateRecord(id, false);
    chain.expect(INSTITUTION, evaluation, Outcome.NOT_OBTAINED);
    assertThat(chain.events(OTHER_PATIENT, evaluation))
        .containsExactly(
            new VerdictEvents.Evaluated(id, OTHER_PATIENT.publicKey(), false),
            new RecordEvents.RecordFoundFalse(id, 25, 0));
    assertThat(Verdicts.rating(chain.state(), PATIENT.publicKey())).isEqualTo(new Rating(0, 1));
    assertThat(chain.balance(PATIENT)).isEqualTo(105);
    chain.expect(OTHER_PATIENT, evaluation, Outcome.RECORD_FALSE);
  }
}

package org.medchain.contract.datasharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.PATIENT;
import static org.medchain.contract.TestChain.record;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.TestChain;
import org.medchain.contract.consent.Consents;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.engine.BlockExecution;
import org.medchain.contract.engine.StateWork;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.fuzz.CountedWork;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.data.state.StateTree;

/** A record comes to a full offer; nothing is remembered besides the state (CON-24, CON-45). */
class FullOfferTest {
  private static final String TYPE = "image";
  private static final int FULL = OfferRecords.MAX_RECORDS;

  private TestChain chain = new TestChain();
  private int uploaded;

  enum What {
    UPLOAD,
    JUDGE,
    SHARE,
    REVOKE,
    DEMAND,
    CLOSE,
    OFFER
  }

  record Move(What what, int number) {}

  @Provide
  Arbitrary<List<Move>> moves() {
    return Arbitraries.of(What.class)
        .flatMap(what -> Arbitraries.integers().between(0, 150).map(at -> new Move(what, at)))
        .list()
        .ofMinSize(5)
        .ofMaxSize(40);
  }

  private Transaction upload() {
    return chain.order(PATIENT, new UploadRecord(record(PATIENT, TYPE, uploaded++)));
  }

  private static Hash id(int number) {
    return record(PATIENT, TYPE, number).id();
  }

  /** The patient's own offer is full, and so is the hospital's, of the patient's shared records. */
  private void fill() {
    chain = new TestChain();
    uploaded = 0;
    chain.run(PATIENT, new OfferRecords(TYPE, 1, List.of()));
    chain.run(HOSPITAL, new OfferRecords(TYPE, 1, List.of()));
    chain.add(IntStream.range(0, FULL + 2).mapToObj(each -> upload()).toList());
    List<Transaction> shared = new ArrayList<>();
    for (int number = 0; number < FULL; number++) {
      shared.add(share(number));
    }
    chain.add(shared);
    assertThat(records(PATIENT)).hasSize(FULL);
    assertThat(records(HOSPITAL)).hasSize(FULL);
  }

  private Transaction share(int number) {
    return chain.order(PATIENT, Consents.allow(PATIENT, id(number), HOSPITAL, Purpose.DISCLOSE));
  }

  private Transaction transaction(Move move) {
    PublicKey hospital = HOSPITAL.publicKey();
    PublicKey provider = move.number() % 2 == 0 ? PATIENT.publicKey() : hospital;
    return switch (move.what()) {
      case UPLOAD -> upload();
      case JUDGE -> chain.order(CENTER, new JudgeRecord(id(move.number())));
      case SHARE -> share(move.number());
      case REVOKE ->
          chain.order(
              PATIENT, Consents.revoke(PATIENT, id(move.number()), HOSPITAL, Purpose.DISCLOSE));
      case DEMAND ->
          chain.order(INSTITUTION, new DemandRecords(provider, TYPE, 1 + move.number() % FULL, 1));
      case CLOSE -> chain.order(PATIENT, new Withdraw(PATIENT.publicKey(), TYPE));
      case OFFER ->
          chain.order(
              PATIENT,
              new OfferRecords(
                  TYPE, 1, IntStream.range(0, FULL).mapToObj(FullOfferTest::id).toList()));
    };
  }

  private List<Hash> records(KeyPair provider) {
    return TradeValues.offer(chain.state(), provider.publicKey(), TYPE).orElseThrow().records();
  }

  /** The work of executing the last block on this state: the same on a node that was restored. */
  private StateWork work(StateTree before) {
    CountedWork counted = new CountedWork();
    BlockExecution again =
        BlockExecution.of(
            MedicalModules.REGISTRY,
            counted.watch(WorldState.of(before)),
            chain.blocks().getLast());
    assertThat(again.state().tree().root()).isEqualTo(chain.state().tree().root());
    assertThat(again.receipts()).isEqualTo(chain.executions().getLast().receipts());
    return counted.sum();
  }

  @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
  void aRestoredNodeDoesTheSameWork(@ForAll("moves") List<Move> moves) {
    fill();
    for (Move move : moves) {
      StateTree before = chain.state().tree();
      chain.add(List.of(transaction(move), upload()));
      StateTree restored = Decoder.decode(before.encoded(), StateTree::decode);
      assertThat(work(restored)).as("%s", move).isEqualTo(work(before));
    }
  }

  @Example
  void aFullOfferMakesRoomForWhatCannotBeDelivered() {
    fill();
    chain.run(CENTER, new JudgeRecord(id(3)));
    chain.add(List.of(upload(), upload()));
    assertThat(records(PATIENT)).hasSize(FULL).doesNotContain(id(3)).contains(id(FULL + 2));
    assertThat(records(PATIENT)).doesNotContain(id(FULL + 3));
  }
}

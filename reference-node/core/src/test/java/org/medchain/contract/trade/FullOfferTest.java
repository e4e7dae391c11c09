package org.medchain.contract.trade;

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
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.ChainState;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.TestChain;
import org.medchain.contract.consent.Consents;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.engine.BlockExecution;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;

/** That a full offer was looked through is remembered, and makes no difference (CON-24). */
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

  /** The patient's own offer is full, and so is the hospital's, of what the patient shared. */
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

  private boolean isRemembered(KeyPair provider) {
    return TradeValues.isFullOfOwn(chain.state(), provider.publicKey(), TYPE);
  }

  @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
  void whatIsRememberedChangesNothing(@ForAll("moves") List<Move> moves) {
    fill();
    for (Move move : moves) {
      ChainState before = chain.state();
      ExecutionResult execution = chain.add(List.of(transaction(move), upload()));
      WorldState forgetful = WorldState.of(before.tree());
      BlockExecution again =
          BlockExecution.of(MedicalModules.REGISTRY, forgetful, chain.blocks().getLast());
      assertThat(again.receipts()).as("%s", move).isEqualTo(execution.receipts());
      assertThat(again.state().tree().root()).isEqualTo(execution.stateRoot());
    }
  }

  @Example
  void anOfferOfOwnRecordsIsRemembered() {
    fill();
    assertThat(isRemembered(PATIENT)).isTrue();
    assertThat(isRemembered(HOSPITAL)).as("who shared can take back").isFalse();
    chain.run(CENTER, new JudgeRecord(id(3)));
    assertThat(isRemembered(PATIENT)).isFalse();
    chain.add(List.of(upload(), upload()));
    assertThat(records(PATIENT)).hasSize(FULL).doesNotContain(id(3));
    assertThat(isRemembered(PATIENT)).isTrue();
    chain.run(PATIENT, new Withdraw(PATIENT.publicKey(), TYPE));
    assertThat(isRemembered(PATIENT)).isFalse();
  }
}

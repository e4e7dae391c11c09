package org.medchain.claims.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.SCHEME;
import static org.medchain.contract.TestChain.WINDOW;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.application.AcceptanceProof;
import org.medchain.application.IndexedChain;
import org.medchain.application.Location;
import org.medchain.application.RecordVerifier;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.TestChain;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.Register;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.StoredBlock;
import org.medchain.data.Transaction;

/** The operations of the paper's §4 from end to end, on the layers over consensus. */
class RecordLifecycleTest {
  private final IndexedChain ward = new IndexedChain();
  private final TestChain chain = ward.chain;

  private Location add(Transaction transaction) {
    ward.add(List.of(transaction));
    return new Location(chain.contract().height(), 0);
  }

  private ProvingIndex index() {
    return RecordIndexTest.indexOf(ward);
  }

  /** Until the receipts of what stands above are under a header's root. */
  private void addWindow() {
    for (int i = 0; i < WINDOW; i++) {
      ward.add(List.of());
    }
  }

  private boolean isProved(Location place) {
    AcceptanceProof proof = index().acceptanceOf(place).orElseThrow();
    return ward.headers(0).flawIn(proof, WINDOW).isEmpty();
  }

  /** TRA-1: accepted is found, proved and verified; refused is not found, and not proved. */
  @Example
  void fromTheClientToTheInspector() {
    MedicalRecord record = TestChain.record(TestChain.PATIENT, "image", 1);
    Location first = add(chain.order(TestChain.PATIENT, new UploadRecord(record)));
    Location second = add(chain.order(TestChain.PATIENT, new UploadRecord(record)));
    MedicalRecord ofAnother = TestChain.record(TestChain.OTHER_PATIENT, "image", 2);
    Location third = add(chain.order(TestChain.PATIENT, new UploadRecord(ofAnother)));
    addWindow();

    assertThat(index().locateRecord(record.id())).contains(first);
    Transaction upload = index().existenceOf(first).transaction();
    assertThat(isProved(first)).isTrue();
    RecordVerifier check = new RecordVerifier(SCHEME, chain.genesis().chain());
    assertThat(check.flawIn(upload, TestChain.file(1))).isEmpty();
    assertThat(check.flawIn(upload, TestChain.file(2))).isPresent();

    for (Location refused : List.of(second, third)) {
      Transaction transaction = index().existenceOf(refused).transaction();
      assertThat(index().locateTransaction(transaction.id())).isEmpty();
      assertThat(isProved(refused)).isFalse();
    }
    assertThat(index().locateRecord(ofAnother.id())).isEmpty();
  }

  /** REG-2: the center's word on a key, shown without the center. */
  @Example
  void aRegistrationIsProvedToThirdParties() {
    KeyPair joining = TestChain.STRANGER;
    Operation operation = new Register(new Participant(joining.publicKey(), Role.HOSPITAL));
    Location byAnother = add(chain.order(TestChain.HOSPITAL, operation));
    Location byCenter = add(chain.order(TestChain.CENTER, operation));
    Location again = add(chain.order(TestChain.CENTER, operation));
    addWindow();

    Transaction shown = index().existenceOf(byCenter).transaction();
    assertThat(isProved(byCenter)).isTrue();
    assertThat(MedicalModules.operation(shown)).isEqualTo(operation);
    assertThat(shown.request().sender()).isEqualTo(TestChain.CENTER.publicKey());
    assertThat(shown.attestation().holds(SCHEME, chain.genesis().chain())).isTrue();
    assertThat(isProved(byAnother)).isFalse();
    assertThat(isProved(again)).isFalse();
  }

  /** STO-1: one node's blocks and the hash of the head are enough. */
  @Example
  void theLedgerIsRebuiltFromOneCopy() {
    TestChain lost = IndexedChain.busy().chain;
    Hash head = lost.blocks().get(lost.blocks().size() - 1).hash();
    List<Bytes> copy =
        lost.blocks().stream().map(StoredBlock::new).map(StoredBlock::encoded).toList();
    ChainVerification check = new ChainVerification(SCHEME, lost.genesis().chain());
    assertThat(check.firstFlaw(copy, head)).isEmpty();
    assertThat(check.firstFlaw(copy.subList(0, copy.size() - 1), head)).isPresent();

    MedicalContract rebuilt = new MedicalContract(lost.genesis());
    for (int height = 1; height < copy.size(); height++) {
      Block block = Decoder.decode(copy.get(height), StoredBlock::decode).block();
      assertThat(rebuilt.apply(block)).isEqualTo(lost.executions().get(height - 1));
    }
    assertThat(rebuilt.stateRoot()).isEqualTo(lost.contract().stateRoot());
  }
}

package org.medchain.claims.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.medchain.contract.TestChain.SCHEME;
import static org.medchain.contract.TestChain.WINDOW;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.application.AcceptanceProof;
import org.medchain.application.IndexedChain;
import org.medchain.application.Location;
import org.medchain.application.RecordVerifier;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.TestChain;
import org.medchain.contract.consent.Consents;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.QuoteQuery;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
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
import org.medchain.data.Receipt;
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
    return indexOf(ward);
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

  /** An index that followed the chain. */
  static ProvingIndex indexOf(IndexedChain ward) {
    ProvingIndex index = new ProvingIndex(ward.chain.genesis().chainParameters());
    ward.chain.blocks().stream().skip(1).forEach(block -> append(index, ward, block));
    return index;
  }

  private static void append(ProvingIndex index, IndexedChain ward, Block block) {
    index.append(block, ward.chain.executions().get((int) block.height() - 1));
  }

  /** APP-2: found is what succeeded, at its place, and nothing else. */
  @Example
  void everySuccessfulTransactionIsLocated() {
    IndexedChain ward = IndexedChain.busy();
    ProvingIndex index = indexOf(ward);
    List<Hash> accepted = new ArrayList<>();
    for (Block block : ward.chain.blocks().subList(1, ward.chain.blocks().size())) {
      List<Receipt> receipts = ward.chain.executions().get((int) block.height() - 1).receipts();
      for (int i = 0; i < block.transactions().size(); i++) {
        Transaction transaction = block.transactions().get(i);
        Location here = new Location(block.height(), i);
        MedicalRecord record = ((UploadRecord) MedicalModules.operation(transaction)).record();
        if (receipts.get(i).succeeded()) {
          accepted.add(record.id());
          assertThat(index.locateTransaction(transaction.id())).contains(here);
          assertThat(index.locateRecord(record.id())).contains(here);
          assertThat(index.record(record.id())).contains(record);
        } else {
          assertThat(Outcome.of(receipts.get(i))).isEqualTo(Outcome.RECORD_EXISTS);
          assertThat(index.locateTransaction(transaction.id())).isEmpty();
        }
      }
    }
    assertThat(accepted).hasSizeGreaterThan(8);
    assertThat(index.locateRecord(Hash.ZERO)).isEmpty();
  }

  /** APP-2: after a reorganisation the index is that of the other branch. */
  @Property(seed = "1", tries = 30)
  void revertingRemovesWhatWasAbove(@ForAll @IntRange(min = 0, max = 6) int height) {
    IndexedChain ward = IndexedChain.busy();
    ProvingIndex index = indexOf(ward);
    ProvingIndex fresh = indexOf(new IndexedChain());
    for (int h = 1; h <= height; h++) {
      append(fresh, ward, ward.chain.blocks().get(h));
    }
    List<Block> all = List.copyOf(ward.chain.blocks());
    index.revertTo(height);
    assertThat(index.height()).isEqualTo(height);
    for (Block block : all) {
      for (Transaction transaction : block.transactions()) {
        Hash record = ((UploadRecord) MedicalModules.operation(transaction)).record().id();
        assertThat(index.locateTransaction(transaction.id()))
            .isEqualTo(fresh.locateTransaction(transaction.id()));
        assertThat(index.locateRecord(record)).isEqualTo(fresh.locateRecord(record));
      }
    }
    ward.chain.revertTo(height);
    ward.addUploads(500, 2);
    append(index, ward, ward.chain.blocks().getLast());
    assertThat(index.height()).isEqualTo(height + 1);
    assertThatIllegalArgumentException().isThrownBy(() -> index.revertTo(height + 2));
  }

  @Example
  void onlyTheNextBlockWithItsOwnExecutionIsTaken() {
    IndexedChain ward = IndexedChain.busy();
    ProvingIndex other = indexOf(new IndexedChain());
    List<Block> blocks = ward.chain.blocks();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> other.append(blocks.get(2), ward.chain.executions().get(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> other.append(blocks.get(1), ward.chain.executions().get(1)));
    assertThat(other.height()).isZero();
  }

  /** APP-2, CON-31: the way of a read, from the order to the record. */
  @Example
  void aReadsReceiptGivesTheRecord() {
    IndexedChain ward = new IndexedChain();
    ward.addUploads(1, 1);
    MedicalRecord record = TestChain.record(TestChain.PATIENT, "image", 1);
    Operation read = new ReadRecord(record.id(), Purpose.TREAT);
    ward.add(
        List.of(
            ward.chain.order(TestChain.DOCTOR, read),
            ward.chain.order(TestChain.INSTITUTION, read)));
    ProvingIndex index = indexOf(ward);
    List<Receipt> receipts = ward.chain.executions().get(1).receipts();
    assertThat(index.read(receipts.get(0))).contains(record);
    assertThat(index.read(receipts.get(1))).isEmpty();
    // No other receipt opens anything: not an upload's, a consent's, a quote's, or a sale's.
    assertThat(index.read(ward.chain.executions().get(0).receipts().get(0))).isEmpty();
    Hash id = record.id();
    ward.add(
        List.of(
            ward.chain.order(
                TestChain.PATIENT,
                Consents.allow(TestChain.PATIENT, id, TestChain.HOSPITAL, Purpose.TREAT)),
            ward.chain.order(TestChain.HOSPITAL, new QuoteQuery(id)),
            ward.chain.order(TestChain.PATIENT, new OfferRecords("image", 5, List.of(id))),
            ward.chain.order(
                TestChain.INSTITUTION,
                new DemandRecords(TestChain.PATIENT.publicKey(), "image", 1, 5)),
            ward.chain.order(TestChain.INSTITUTION, read)));
    append(index, ward, ward.chain.blocks().getLast());
    receipts = ward.chain.executions().get(2).receipts();
    assertThat(receipts).allMatch(Receipt::succeeded);
    assertThat(receipts.subList(0, 4)).allMatch(each -> index.read(each).isEmpty());
    assertThat(index.read(receipts.getLast())).contains(record);
  }
}

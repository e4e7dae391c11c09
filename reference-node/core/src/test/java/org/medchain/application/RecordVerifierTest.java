package org.medchain.application;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.TestChain;
import org.medchain.contract.consent.QuoteQuery;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.Transaction;

/** APP-6. */
class RecordVerifierTest {
  private final TestChain chain = new TestChain();
  private final RecordVerifier check =
      new RecordVerifier(TestChain.SCHEME, chain.genesis().chain());
  private final MedicalRecord record = TestChain.record(TestChain.PATIENT, "image", 1);
  private final Transaction upload = chain.as(TestChain.PATIENT).sign(1, new UploadRecord(record));

  @Example
  void aSignedRecordWithItsFileHolds() {
    assertThat(check.flawIn(upload, TestChain.file(1))).isEmpty();
  }

  @Example
  void everythingElseDoesNot() {
    assertThat(check.flawIn(upload, TestChain.file(2)))
        .contains("the file's hash is not the record's");
    Transaction byAnother = chain.as(TestChain.OTHER_PATIENT).sign(1, new UploadRecord(record));
    assertThat(check.flawIn(byAnother, TestChain.file(1)))
        .contains("the sender is not the record's patient");
    Transaction quote = chain.as(TestChain.PATIENT).sign(1, new QuoteQuery(record.id()));
    assertThat(check.flawIn(quote, TestChain.file(1)))
        .contains("the transaction uploads no record");
    Transaction unknown = new Transaction(upload.request(), 99, Bytes.EMPTY, upload.signature());
    assertThat(check.flawIn(unknown, TestChain.file(1))).isPresent();
    RecordVerifier elsewhere = new RecordVerifier(TestChain.SCHEME, Hash.ZERO);
    assertThat(elsewhere.flawIn(upload, TestChain.file(1)))
        .contains("the patient's signature does not hold");
  }

  /** Any bit of the signed bytes. */
  @Example
  void aFlippedBitIsFound() {
    for (int bit = 0; bit < upload.body().size() * 8; bit++) {
      byte[] body = upload.body().toArray();
      body[bit / 8] ^= (byte) (1 << bit % 8);
      Transaction flipped =
          new Transaction(upload.request(), upload.kind(), Bytes.of(body), upload.signature());
      assertThat(check.flawIn(flipped, TestChain.file(1))).isPresent();
    }
    assertThat(MedicalModules.operation(upload)).isEqualTo(new UploadRecord(record));
  }
}

package org.medchain.contract.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertMalformed;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.PATIENT;
import static org.medchain.contract.TestChain.STRANGER;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.TestChain;
import org.medchain.contract.consent.Consents;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.engine.OperationPermissions;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/** CON-32, REG-6: joining (paper §4 (1)), and a new key finds all that the old one had. */
class RegistrationTest {
  private final TestChain chain = new TestChain();

  private static final KeyPair NEW = TestChain.keys("patient 0, second key");

  private final Hash id = chain.upload(PATIENT, "image", 1);

  private static Register joining(Role role) {
    return new Register(TestChain.of(STRANGER.publicKey(), role));
  }

  /** REG-1: key and role, of a doctor the hospital's key, and no byte besides. */
  @Example
  void aRegistrationHasNoRoomForAPerson() {
    for (Role role : OperationPermissions.PARTICIPANT.roles()) {
      byte[] body = joining(role).encoded().toArray();
      assertThat(body).hasSize((role == Role.DOCTOR ? 2 : 1) * PublicKey.SIZE + 1);
      for (int length : new int[] {body.length - 1, body.length + 1, body.length + 18}) {
        Bytes other = Bytes.of(Arrays.copyOf(body, length));
        assertMalformed(() -> Decoder.decode(other, Register.TYPE.reader()));
      }
    }
  }

  /** REG-4: in one block as well, orders behind the registration count. */
  @Example
  void whoIsNotRegisteredYetOrdersNothing() {
    Transaction early = chain.order(STRANGER, new AskBalance());
    Transaction later = chain.order(STRANGER, new AskBalance());
    Transaction registration = chain.order(CENTER, joining(Role.PATIENT));
    List<Receipt> receipts = chain.add(List.of(early, registration, later)).receipts();
    assertThat(receipts)
        .extracting(Outcome::of)
        .containsExactly(Outcome.UNKNOWN_SENDER, Outcome.OK, Outcome.OK);
    // The number of the first was not used up.
    assertThat(Outcome.of(chain.add(List.of(early)).receipts().get(0))).isEqualTo(Outcome.OK);
  }

  /** VER-1: a record says of itself when it was; the block says when it came. */
  @Example
  void aRecordIsAcceptedWithAnyTime() {
    MedicalRecord record = TestChain.record(TestChain.PATIENT, "image", 1);
    for (long timestampMs : new long[] {0, 1_599_999_999_999L, Long.MAX_VALUE}) {
      MedicalRecord.DigestBlock digest =
          new MedicalRecord.DigestBlock(
              timestampMs, record.digest().doctor(), "synthetic", record.digest().type());
      MedicalRecord dated = new MedicalRecord(record.patient(), record.metadata(), digest);
      chain.expect(TestChain.PATIENT, new UploadRecord(dated), Outcome.OK);
      long height = Records.find(chain.state(), dated.id()).orElseThrow().height();
      assertThat(height).isEqualTo(chain.contract().height());
      long placedMs = chain.blocks().get((int) height).header().timestampMs();
      assertThat(placedMs).isEqualTo(1_600_000_000_000L + 1_000 * height);
    }
  }

  /** PRIV-1: another file changes the 32 bytes of its hash and nothing else. */
  @Example
  void aRecordHoldsNothingOfItsFile() {
    byte[] one = TestChain.record(TestChain.PATIENT, "image", 1).encoded().toArray();
    MedicalRecord same = TestChain.record(TestChain.PATIENT, "image", 1);
    Bytes file = Bytes.utf8("synthetic and long ".repeat(1_000));
    byte[] two =
        new MedicalRecord(
                same.patient(),
                new MedicalRecord.MetadataBlock(
                    same.metadata().doctor(), same.metadata().path(), Hash.of(file)),
                same.digest())
            .encoded()
            .toArray();
    assertThat(two).hasSameSizeAs(one);
    int first = Arrays.mismatch(one, two);
    byte[] rest = Arrays.copyOfRange(two, first + 32, two.length);
    assertThat(rest).isEqualTo(Arrays.copyOfRange(one, first + 32, one.length));
  }

  private Outcome replace(KeyPair old, KeyPair successor) {
    return chain.outcome(CENTER, new ReplaceKey(old.publicKey(), successor.publicKey()));
  }

  private ReadAnswer read(KeyPair who, Hash record) {
    return Consents.read(chain, who, record, Purpose.HRESCH).answer();
  }

  @Example
  void theOldKeyIsRefusedFromThenOnAndTheNewOneIsNot() {
    chain.expect(NEW, new AskBalance(), Outcome.UNKNOWN_SENDER);
    var block =
        chain.add(
            List.of(
                chain.order(PATIENT, new AskBalance()),
                chain.order(CENTER, new ReplaceKey(PATIENT.publicKey(), NEW.publicKey())),
                chain.order(PATIENT, new AskBalance()),
                chain.order(NEW, new AskBalance())));
    assertThat(block.receipts().stream().map(Outcome::of))
        .containsExactly(Outcome.OK, Outcome.OK, Outcome.REVOKED, Outcome.OK);
    assertThat(MedicalModules.events(block.receipts().get(1)))
        .containsExactly(
            new RegistrationEvents.KeyReplaced(
                PATIENT.publicKey(), PATIENT.publicKey(), NEW.publicKey()));
    // CONS-14: its requests may be ordered.
    assertThat(block.registered()).containsExactly(NEW.publicKey());
    assertThat(Registration.REVOKED_KEYS.get(chain.state(), PATIENT.publicKey())).contains(3L);
  }

  /** Nothing is copied: the points, the bond and all else stand under the first key's name. */
  @Example
  void pointsRecordsAndGrantsStayTheOwners() {
    long points = chain.balance(PATIENT);
    assertThat(replace(PATIENT, NEW)).isEqualTo(Outcome.OK);
    assertThat(chain.events(NEW, new AskBalance()))
        .containsExactly(
            new RegistrationEvents.BalanceTold(PATIENT.publicKey(), Role.PATIENT, points));
    assertThat(read(NEW, id)).isEqualTo(ReadAnswer.OWNER);
    chain.expect(NEW, Consents.allow(PATIENT, id, INSTITUTION, Purpose.HRESCH), Outcome.OK);
    assertThat(read(INSTITUTION, id)).isEqualTo(ReadAnswer.DIRECTIVE);
    // The owner's share of the price, 80 % of 7.
    assertThat(chain.balance(PATIENT)).isEqualTo(points + 5);
    assertThat(chain.balance(NEW)).isZero();
  }
}

package org.medchain.node.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.consensus.Request;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.Operations;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.ChangeRules;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.consent.QuoteQuery;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Role;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.opaque.Opaque;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.AskBalance;
import org.medchain.contract.registration.Register;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.data.X25519MacScheme;
import org.medchain.data.metadata.MetadataForm;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.MessageRegistry;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;

/** AGENCY-1: the requests that an agency passes on, and why it gives the rest back. */
class RequestValidatorTest {
  private final TestLedger ledger = new TestLedger(4);
  private final RequestValidator check =
      new RequestValidator(ledger.authenticator, () -> ledger.at(0).contract().state(), 2_000);
  private final Peer agency =
      TestLedger.peer(ledger.scheme.named("agency").publicKey(), PeerRole.AGENCY);

  private static Peer client(KeyPair keys) {
    return TestLedger.peer(keys.publicKey(), PeerRole.ENTITY);
  }

  private String reason(Envelope envelope, Peer from) {
    return check.findError(envelope, from).orElse("");
  }

  private Envelope request(KeyPair who, Operation operation) {
    return Request.envelope(ledger.next(who, operation));
  }

  @Example
  void invalidRequestIsReturnedWithItsReason() {
    Operation upload = new UploadRecord(ledger.record(1, 0));
    assertThat(reason(request(ledger.stranger, upload), agency)).contains("not registered");
    assertThat(reason(request(ledger.doctor, upload), agency))
        .isEqualTo("a DOCTOR does not order upload");
    assertThat(reason(request(ledger.patient, new JudgeRecord(Hash.ZERO)), agency))
        .isEqualTo("a PATIENT does not order judge");
    assertThat(reason(request(ledger.patient, upload), client(ledger.doctor)))
        .contains("only its own requests");
    assertThat(reason(request(ledger.patient, new UploadRecord(ledger.record(1, 900))), agency))
        .isEmpty();
    RequestValidator narrow =
        new RequestValidator(ledger.authenticator, () -> ledger.at(0).contract().state(), 300);
    assertThat(narrow.findError(request(ledger.patient, upload), agency))
        .hasValueSatisfying(reason -> assertThat(reason).contains("300 bytes"));
    Transaction unknown =
        Transaction.signed(
            ledger.scheme, ledger.genesis.chain(), ledger.patient, 50, 100, Bytes.EMPTY);
    assertThat(reason(Request.envelope(unknown), agency)).startsWith("no operation");
    Envelope other =
        Envelope.seal(
            ledger.scheme,
            ledger.genesis.chain(),
            ledger.patient,
            new OrderedReply(0, 1, new Receipt(unknown.request(), 0, Bytes.EMPTY)));
    assertThat(reason(other, agency)).contains("only signed requests");
    Envelope otherChain =
        Request.envelope(new Operations(ledger.scheme, Hash.ZERO, ledger.patient).sign(1, upload));
    assertThat(reason(otherChain, agency)).contains("signature does not hold");
  }

  /** TRA-3: what would not be stored goes back with the reason, its content is in no block. */
  @Example
  void anUploadThatWouldNotBeStoredIsReturned() {
    MedicalRecord sound = ledger.record(1, 0);
    PublicKey hospital = ledger.hospital.publicKey();
    MedicalRecord noDoctor =
        new MedicalRecord(
            sound.patient(),
            new MedicalRecord.MetadataBlock(
                hospital, sound.metadata().path(), sound.metadata().hash()),
            new MedicalRecord.DigestBlock(0, hospital, "secret words", "image"));
    assertThat(reason(request(ledger.patient, new UploadRecord(noDoctor)), agency))
        .isEqualTo("the record would not be stored: unknown participant");
    MedicalRecord ofAnother =
        new MedicalRecord(ledger.doctor.publicKey(), sound.metadata(), sound.digest());
    assertThat(reason(request(ledger.patient, new UploadRecord(ofAnother)), agency))
        .isEqualTo("the record would not be stored: not allowed");
    // It knows a record that is on the chain already; its sender learns that it was stored.
    ledger.growTo(1);
    Transaction stored = ledger.at(0).blockAt(1).orElseThrow().block().transactions().getFirst();
    assertThat(reason(Request.envelope(stored), agency)).isEmpty();
    MedicalRecord again = ((UploadRecord) MedicalModules.operation(stored)).record();
    assertThat(reason(request(ledger.patient, new UploadRecord(again)), agency)).isEmpty();
  }

  /** PRIV-7: before the signature, which here is another chain's and does not hold. */
  @Example
  void aTextInClearIsReturnedWhereTheyAreSealed() {
    Genesis sealed =
        new Genesis(
            ledger.genesis.terms().with(MetadataForm.SEALED), ledger.genesis.participants());
    RequestValidator ofSealed = new RequestValidator(ledger.authenticator, sealed::state, 2_000);
    UploadRecord upload = new UploadRecord(ledger.record(1, 0));
    Envelope foreign =
        Request.envelope(new Operations(ledger.scheme, Hash.ZERO, ledger.patient).sign(1, upload));
    assertThat(ofSealed.findError(foreign, agency)).contains(MetadataForm.NOT_SEALED);
  }

  /** A node cannot check MACs that are for others; here they do. */
  @Example
  void macAuthenticatedRequestsAreForReplicasOnly() {
    Transaction unsigned =
        Transaction.unsigned(
            ledger.upload(1).request(), Opaque.TYPE.number(), new Opaque(Bytes.EMPTY).encoded());
    KeyPair client = new Ed25519().keyPair(Hash.of(Bytes.utf8("client")).toBytes());
    KeyPair replica = new Ed25519().keyPair(Hash.of(Bytes.utf8("replica")).toBytes());
    Transaction its =
        Transaction.unsigned(
            new RequestId(client.publicKey(), 1), unsigned.kind(), unsigned.body());
    Hash chain = ledger.genesis.chain();
    Envelope sealed =
        Envelope.sealWithMacs(
            new X25519MacScheme(), chain, client, new Request(its), List.of(replica.publicKey()));
    Authenticator receiver =
        new Authenticator(
            chain,
            ledger.scheme,
            new MessageRegistry(PbftMessages.all()),
            new X25519MacScheme(),
            List.of(replica));
    assertThat(receiver.authenticate(sealed)).isInstanceOf(AuthenticationResult.Verified.class);
    assertThat(reason(sealed, agency)).contains("only signed requests");
    assertThat(reason(Request.envelope(unsigned), agency)).contains("signature does not hold");
  }

  @Example
  void whatIsNoRequestInsideIsGivenBack() {
    Envelope good = Request.envelope(ledger.upload(1));
    Envelope cut =
        new Envelope(good.code(), good.sender(), good.body().slice(0, 7), good.signature());
    assertThat(reason(cut, agency)).startsWith("no request: ");
    Envelope othersName =
        new Envelope(good.code(), ledger.hospital.publicKey(), good.body(), good.signature());
    assertThat(reason(othersName, agency)).contains("names another sender");
  }

  @Example
  void whoWasRevokedIsGivenBack() {
    RevocationEntry entry =
        new RevocationEntry(
            BigInteger.ONE, ledger.patient.publicKey(), RevocationReason.KEY_COMPROMISE, true);
    assertThat(reason(Request.envelope(ledger.upload(1)), agency)).isEmpty();
    ledger.order(ledger.next(ledger.center, new RevokeCertificates(1, Hash.ZERO, List.of(entry))));
    assertThat(reason(Request.envelope(ledger.upload(2)), agency)).contains("was revoked");
    assertThat(reason(request(ledger.doctor, new AskBalance()), agency)).isEmpty();
  }

  @Example
  void requestOfADepartedSenderIsReturned() {
    ledger.order(ledger.next(ledger.patient, new LeaveChain()));
    assertThat(Registration.hasLeft(ledger.at(0).contract().state(), ledger.patient.publicKey()))
        .isTrue();
    assertThat(reason(Request.envelope(ledger.upload(1)), agency)).contains("has left");
  }

  /** Any changed bit is found: the sender's signature covers everything. */
  @Property(seed = "11", tries = 300)
  void nothingChangedIsPassedOn(@ForAll @IntRange(min = 0, max = 100_000) int where) {
    Envelope envelope = Request.envelope(ledger.upload(1));
    byte[] body = envelope.body().toArray();
    int bit = where % (body.length * 8);
    body[bit / 8] ^= (byte) (1 << bit % 8);
    Envelope changed =
        new Envelope(envelope.code(), envelope.sender(), Bytes.of(body), envelope.signature());
    assertThat(reason(changed, agency)).isNotEmpty();
  }

  @Example
  void kindsBelongToRoles() {
    for (OperationType<?> own :
        List.<OperationType<?>>of(
            Register.TYPE,
            JudgeRecord.TYPE,
            ChangeMembers.TYPE,
            FreezeAccount.TYPE,
            ChangeRules.TYPE,
            RevokeCertificates.TYPE)) {
      onlyCenterAnd(own, List.of());
    }
    onlyCenterAnd(UploadRecord.TYPE, List.of(Role.PATIENT));
    onlyCenterAnd(DemandRecords.TYPE, Role.with(Role.Duty.DEMAND));
    onlyCenterAnd(OfferRecords.TYPE, List.of(Role.PATIENT, Role.HOSPITAL, Role.TERTIARY_HOSPITAL));
    onlyCenterAnd(QuoteQuery.TYPE, List.of(Role.values()));
    onlyCenterAnd(Opaque.TYPE, List.of(Role.values()));
  }

  private static void onlyCenterAnd(OperationType<?> type, List<Role> others) {
    Set<Role> may = EnumSet.of(Role.REGULATORY_CENTER);
    may.addAll(others);
    for (Role role : Role.values()) {
      assertThat(RequestValidator.mayOrder(role, type))
          .as(role + " " + type)
          .isEqualTo(may.contains(role));
    }
  }
}

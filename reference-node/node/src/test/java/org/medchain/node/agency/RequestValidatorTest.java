package org.medchain.node.agency;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.consensus.Request;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.ReadRequest;
import org.medchain.contract.IncentiveOperation;
import org.medchain.contract.Operation;
import org.medchain.contract.OperationKind;
import org.medchain.contract.Operations;
import org.medchain.contract.Role;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.data.X25519MacScheme;
import org.medchain.network.Envelope;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;

/** AGENCY-1: what an agency passes on, and why it gives the rest back. */
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
    return switch (check.check(envelope, from)) {
      case RequestValidator.ValidRequest good -> "";
      case RequestValidator.InvalidRequest bad -> {
        assertThat(bad.body()).isEqualTo(Hash.of(envelope.body()));
        yield bad.reason();
      }
    };
  }

  private Envelope request(KeyPair who, Operation operation) {
    return Request.envelope(ledger.next(who, operation));
  }

  @Example
  void validRequestIsForwarded() {
    Transaction upload = ledger.upload(1);
    assertThat(check.check(Request.envelope(upload), agency))
        .isEqualTo(new RequestValidator.ValidRequest(upload));
    assertThat(check.check(Request.envelope(upload), client(ledger.patient)))
        .isEqualTo(new RequestValidator.ValidRequest(upload));
    Transaction balance = ledger.next(ledger.doctor, new Operation.Balance());
    assertThat(check.check(ReadRequest.envelope(balance), agency))
        .isEqualTo(new RequestValidator.ValidRequest(balance));
  }

  @Example
  void invalidRequestIsReturnedWithItsReason() {
    Operation upload = new Operation.Upload(ledger.record(1, 0));
    assertThat(reason(request(ledger.stranger, upload), agency)).contains("not registered");
    assertThat(reason(request(ledger.doctor, upload), agency))
        .isEqualTo("a DOCTOR does not order UPLOAD");
    assertThat(reason(request(ledger.patient, new Operation.Judge(Hash.ZERO)), agency))
        .isEqualTo("a PATIENT does not order JUDGE");
    assertThat(reason(request(ledger.patient, upload), client(ledger.doctor)))
        .contains("its own requests alone");
    assertThat(reason(request(ledger.patient, new Operation.Upload(ledger.record(1, 900))), agency))
        .isEmpty();
    RequestValidator narrow =
        new RequestValidator(ledger.authenticator, () -> ledger.at(0).contract().state(), 300);
    assertThat(narrow.check(request(ledger.patient, upload), agency))
        .isInstanceOfSatisfying(
            RequestValidator.InvalidRequest.class,
            bad -> assertThat(bad.reason()).contains("300 bytes"));
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
    assertThat(reason(other, agency)).contains("signed requests alone");
    Envelope otherChain =
        Request.envelope(new Operations(ledger.scheme, Hash.ZERO, ledger.patient).sign(1, upload));
    assertThat(reason(otherChain, agency)).contains("signature does not hold");
  }

  /** Nobody can tell from here whether codes hold that are for others. */
  @Example
  void macAuthenticatedRequestsAreForReplicasOnly() {
    Transaction unsigned =
        Transaction.unsigned(
            ledger.upload(1).request(),
            OperationKind.OPAQUE.code(),
            new Operation.Opaque(Bytes.EMPTY).encoded());
    Envelope sealed =
        new Envelope(
            Envelope.MAC_CODE,
            ledger.patient.publicKey(),
            new Request(unsigned).encoded(),
            unsigned.signature());
    assertThat(reason(sealed, agency)).contains("signed requests alone");
    assertThat(reason(Request.envelope(unsigned), agency)).contains("signature does not hold");
    assertThat(new X25519MacScheme()).isNotNull();
  }

  @Example
  void requestOfADepartedSenderIsReturned() {
    ledger.order(ledger.next(ledger.patient, new IncentiveOperation.Leave()));
    assertThat(ledger.at(0).contract().state().incentives().hasLeft(ledger.patient.publicKey()))
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

  /** Who may order something at all: every kind has somebody, and the center's are its own. */
  @Example
  void everyKindIsSomebodys() {
    for (OperationKind kind : OperationKind.values()) {
      assertThat(RequestValidator.mayOrder(Role.REGULATORY_CENTER, kind)).isTrue();
    }
    for (OperationKind own :
        new OperationKind[] {
          OperationKind.REGISTER, OperationKind.JUDGE, OperationKind.CHANGE_MEMBERS,
          OperationKind.FREEZE, OperationKind.CHANGE_RULES, OperationKind.REVOKE_CERTIFICATES
        }) {
      for (Role role : Role.values()) {
        assertThat(RequestValidator.mayOrder(role, own)).isEqualTo(role == Role.REGULATORY_CENTER);
      }
    }
  }
}

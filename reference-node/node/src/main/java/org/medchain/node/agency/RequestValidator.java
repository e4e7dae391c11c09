package org.medchain.node.agency;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.medchain.consensus.Request;
import org.medchain.consensus.pbft.message.ReadRequest;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.opaque.Opaque;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.KeyNames;
import org.medchain.contract.registration.Registration;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;

/**
 * An agency's checks before it passes a request on (paper §4 (2); AGENCY-1): size, form, operation,
 * sender, the sender's rights, and the signature, the cheap ones first. A decision by the state may
 * differ when the request is executed; then its receipt says so.
 *
 * @param authenticator of senders
 * @param state after the last block executed here; asked by the thread that checks
 * @param maxBytes of an envelope
 */
public record RequestValidator(
    Authenticator authenticator, Supplier<WorldState> state, int maxBytes) {
  /** Outcomes of an upload that a receipt has to tell: done, or done before. */
  private static final Set<Outcome> PASSED_ON =
      EnumSet.of(Outcome.OK, Outcome.DUPLICATE, Outcome.RECORD_EXISTS);

  /** Whether the envelope is a request, to be ordered or to be read. */
  public static boolean isRequest(Envelope envelope) {
    return envelope.code() == Request.TYPE.code() || envelope.code() == ReadRequest.TYPE.code();
  }

  /** Whether the envelope is a request to store a record. */
  static boolean isUpload(Envelope envelope) {
    try {
      return isRequest(envelope)
          && Request.transaction(envelope).kind() == UploadRecord.TYPE.number();
    } catch (MalformedInput e) {
      return false;
    }
  }

  /** Why a request that came from this peer goes back, in one line; empty if it is passed on. */
  public Optional<String> findError(Envelope envelope, Peer from) {
    if (envelope.size() > maxBytes) {
      return Optional.of(
          "a request has at most " + maxBytes + " bytes here, not " + envelope.size());
    }
    if (!isRequest(envelope)) {
      return Optional.of("an agency passes on only signed requests");
    }
    Transaction transaction;
    try {
      transaction = Request.transaction(envelope);
    } catch (MalformedInput e) {
      return Optional.of("no request: " + e.getMessage());
    }
    return peerViolation(transaction, from)
        .or(() -> violation(transaction))
        .or(() -> forgery(envelope))
        .or(() -> uploadObjection(transaction));
  }

  private Optional<String> forgery(Envelope envelope) {
    return switch (authenticator.authenticate(envelope)) {
      case AuthenticationResult.Verified verified -> Optional.empty();
      case AuthenticationResult.Rejected rejected -> Optional.of(rejected.reason());
    };
  }

  /** Answers go to the asker: a participant's own client asks, and hears, only for itself. */
  private static Optional<String> peerViolation(Transaction transaction, Peer from) {
    boolean forOthers = from.role() == PeerRole.AGENCY || from.role() == PeerRole.FOLLOWING_NODE;
    return forOthers || transaction.request().sender().equals(from.key())
        ? Optional.empty()
        : Optional.of("a participant's client passes on only its own requests");
  }

  private Optional<String> violation(Transaction transaction) {
    PublicKey sender = transaction.request().sender();
    WorldState now = state.get();
    // CON-32: a key that replaced another acts under the first one's name.
    PublicKey name = KeyNames.name(now, sender);
    Optional<Role> role = Registration.role(now, name);
    if (role.isEmpty()) {
      return Optional.of("the sender is not registered");
    }
    if (Registration.hasLeft(now, name)) {
      return Optional.of("the sender has left");
    }
    if (Registration.isRevoked(now, sender)) {
      return Optional.of("the sender's key was revoked");
    }
    Operation operation;
    try {
      operation = MedicalModules.operation(transaction);
    } catch (MalformedInput e) {
      return Optional.of("no operation: " + e.getMessage());
    }
    return mayOrder(role.get(), operation.type())
        ? Records.metadata(now).objection(operation.recordTexts())
        : Optional.of("a " + role.get() + " does not order " + operation.type());
  }

  /**
   * TRA-3: an upload that the contract would refuse now goes back, so that its content comes into
   * no block. One whose record is there is passed on: a client that sends it again learns by the
   * receipt that it was stored. Last of all checks, as it costs what an execution costs.
   */
  private Optional<String> uploadObjection(Transaction transaction) {
    if (transaction.kind() != UploadRecord.TYPE.number()) {
      return Optional.empty();
    }
    Outcome outcome = Outcome.of(MedicalModules.foretell(state.get(), transaction));
    return PASSED_ON.contains(outcome)
        ? Optional.empty()
        : Optional.of("the record would not be stored: " + outcome.words());
  }

  /** Whether the contract accepts the operation in some state; nothing else is checked (APP-1). */
  static boolean mayOrder(Role role, OperationType<?> type) {
    return type.equals(Opaque.TYPE)
        || role == Role.REGULATORY_CENTER
        || type.permissions().clients().contains(role);
  }
}

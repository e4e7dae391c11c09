package org.medchain.network;

import java.util.List;
import java.util.Optional;
import org.medchain.data.Attestation;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.SignatureScheme;

/**
 * Checks an envelope completely (NET-3): decodes the body and verifies the sender's signature and
 * every nested one. Pure, so both hosts use the same, on any thread, and may remember its answers.
 *
 * <p>It answers "signed by key K"; whether K counts at this view and height the replica decides.
 */
public final class Authenticator {
  private final Hash chain;
  private final SignatureScheme scheme;
  private final MessageRegistry kinds;

  /** An authenticator for one chain. */
  public Authenticator(Hash chain, SignatureScheme scheme, MessageRegistry kinds) {
    this.chain = chain;
    this.scheme = scheme;
    this.kinds = kinds;
  }

  /** Decodes and verifies. */
  public Authentication authenticate(Envelope envelope) {
    Optional<MessageType> type = kinds.find(envelope.code());
    if (type.isEmpty()) {
      return reject(envelope, "no message has the code " + envelope.code());
    }
    Message message;
    try {
      message = type.get().decoder().apply(envelope);
    } catch (MalformedInput e) {
      return reject(envelope, type.get().name() + ": " + e.getMessage());
    }
    Attestation own =
        new Attestation(
            type.get().name(),
            envelope.sender(),
            Envelope.statementOf(message),
            envelope.signature());
    if (!own.holds(scheme, chain)) {
      return reject(envelope, type.get().name() + ": the sender's signature does not hold");
    }
    List<Attestation> nested = message.nested();
    for (Attestation each : nested) {
      if (!each.holds(scheme, chain)) {
        return reject(
            envelope,
            type.get().name()
                + ": a nested "
                + each.domain()
                + " is not signed by "
                + each.signer().brief());
      }
    }
    return new Authentication.Verified(envelope, message, 1 + nested.size());
  }

  private static Authentication reject(Envelope envelope, String reason) {
    return new Authentication.Rejected(envelope.sender(), reason);
  }
}

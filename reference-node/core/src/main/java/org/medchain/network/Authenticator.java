package org.medchain.network;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.medchain.data.Argument;
import org.medchain.data.Attestation;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MacScheme;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;

/**
 * Checks an envelope completely (NET-3): decodes the body and verifies the sender's signature and
 * every nested one. Pure, so both hosts use the same, on any thread, and may cache its results.
 *
 * <p>Its result means "signed by key K"; whether K counts at this view and height the replica
 * decides.
 */
public final class Authenticator {
  private final Hash chain;
  private final SignatureScheme scheme;
  private final MessageRegistry messageTypes;
  private final Optional<MacVerifier> macs;

  /** Reads message authentication codes with the own keys. */
  private record MacVerifier(MacScheme scheme, List<KeyPair> own) {}

  /** An authenticator for one chain that accepts only signatures. */
  public Authenticator(Hash chain, SignatureScheme scheme, MessageRegistry kinds) {
    this(chain, scheme, kinds, Optional.empty());
  }

  /** An authenticator that also accepts message authentication codes for {@code own} (NET-6). */
  public Authenticator(
      Hash chain, SignatureScheme scheme, MessageRegistry kinds, MacScheme macs, KeyPair own) {
    this(chain, scheme, kinds, macs, List.of(own));
  }

  /** The same for a node that holds several keys, as an agency's client does for its patients. */
  public Authenticator(
      Hash chain,
      SignatureScheme scheme,
      MessageRegistry kinds,
      MacScheme macs,
      List<KeyPair> own) {
    this(chain, scheme, kinds, Optional.of(new MacVerifier(macs, List.copyOf(own))));
  }

  private Authenticator(
      Hash chain, SignatureScheme scheme, MessageRegistry kinds, Optional<MacVerifier> macs) {
    this.chain = chain;
    this.scheme = scheme;
    this.messageTypes = kinds;
    this.macs = macs;
  }

  /**
   * Seals a message, and is sure of the envelope without checking it: the signature was made here.
   * {@link #authenticate} gives the same result if the message's encoding can be read, as that of
   * every correct replica's message can.
   *
   * @throws IllegalArgumentException if it carries signatures of others, which may be anything
   */
  public AuthenticationResult.Verified seal(KeyPair keys, Message message) {
    Argument.refuseIf(
        !message.nested().isEmpty(),
        "%s: carries signatures that were made elsewhere",
        message.type().name());
    Envelope envelope = Envelope.seal(scheme, chain, keys, message);
    return new AuthenticationResult.Verified(envelope, message, 1);
  }

  /** Decodes and verifies. */
  public AuthenticationResult authenticate(Envelope envelope) {
    return authenticate(envelope, (sender, message) -> new Screening.Needed()).orElseThrow();
  }

  /**
   * Decodes, and verifies what {@code screen} finds needed of the key that the envelope names and
   * the message (NET-7). The result is empty if the message is not needed, and the sender is then
   * unknown. Of a message that is unsound no signature is checked.
   */
  public Optional<AuthenticationResult> authenticate(
      Envelope envelope, BiFunction<PublicKey, Message, Screening> screen) {
    return envelope.code() == Envelope.MAC_CODE
        ? Optional.of(authenticateMacs(envelope))
        : authenticateSignature(envelope, screen);
  }

  private AuthenticationResult authenticateMacs(Envelope envelope) {
    if (macs.isEmpty() || !envelope.signature().equals(Signature.NONE)) {
      return unauthenticated(envelope, "message authentication codes are not accepted here");
    }
    try {
      MacEnvelope sealed = MacEnvelope.CODEC.decoded(envelope.body());
      Optional<MessageType> type = messageTypes.find(sealed.code());
      if (type.isEmpty()) {
        return malformed(envelope, "no message has the code " + sealed.code());
      }
      Message message = type.get().decoder().apply(sealed.inner(envelope.sender()));
      if (!(message instanceof Message.Deniable)) {
        return unauthenticated(envelope, type.get().name() + ": has to be signed");
      }
      MacVerifier reader = macs.get();
      boolean holds =
          sealed.verifiesFor(reader.scheme(), chain, reader.own(), envelope.sender(), message);
      return holds
          ? new AuthenticationResult.Verified(envelope, message, 0)
          : unauthenticated(
              envelope, type.get().name() + ": the authenticator's entry does not hold");
    } catch (MalformedInput e) {
      return malformed(envelope, "authenticator: " + e.getMessage());
    }
  }

  private Optional<AuthenticationResult> authenticateSignature(
      Envelope envelope, BiFunction<PublicKey, Message, Screening> screen) {
    Optional<MessageType> type = messageTypes.find(envelope.code());
    if (type.isEmpty()) {
      return Optional.of(malformed(envelope, "no message has the code " + envelope.code()));
    }
    try {
      Message message = type.get().decoder().apply(envelope);
      return switch (screen.apply(envelope.sender(), message)) {
        case Screening.Needed needed -> Optional.of(verify(envelope, type.get().name(), message));
        case Screening.Unneeded unneeded -> Optional.empty();
        case Screening.Unsound unsound ->
            Optional.of(reject(envelope, unsound.kind(), unsound.reason()));
      };
    } catch (MalformedInput e) {
      return Optional.of(malformed(envelope, type.get().name() + ": " + e.getMessage()));
    }
  }

  /** The sender's own signature first; the first one that does not hold is the last checked. */
  private AuthenticationResult verify(Envelope envelope, String name, Message message) {
    Attestation own =
        new Attestation(name, envelope.sender(), message.statement(), envelope.signature());
    if (!own.holds(scheme, chain)) {
      return unauthenticated(envelope, name + ": the sender's signature does not hold");
    }
    List<Attestation> nested = message.nested();
    for (Attestation each : nested) {
      if (!each.holds(scheme, chain)) {
        return unauthenticated(
            envelope,
            name + ": a nested " + each.domain() + " is not signed by " + each.signer().brief());
      }
    }
    return new AuthenticationResult.Verified(envelope, message, 1 + nested.size());
  }

  private static AuthenticationResult malformed(Envelope envelope, String reason) {
    return reject(envelope, RejectionReason.MALFORMED, reason);
  }

  private static AuthenticationResult unauthenticated(Envelope envelope, String reason) {
    return reject(envelope, RejectionReason.UNAUTHENTICATED, reason);
  }

  private static AuthenticationResult reject(
      Envelope envelope, RejectionReason kind, String reason) {
    return new AuthenticationResult.Rejected(envelope.sender(), kind, reason);
  }
}

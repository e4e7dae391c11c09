package org.medchain.node.center;

import java.util.Optional;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.transport.PeerRole;

/** A command's order to the running center; codes are part of the wire format. */
public sealed interface CenterRequest extends Encodable {
  /** Reads what {@link #encode} wrote. */
  static CenterRequest decode(Decoder in) {
    int code = in.uint8();
    return switch (code) {
      case 1 -> new AuthoriseKeyRequest(CertificateSubject.decode(in), participant(in));
      case 2 -> new InvitationRequest(CertificateSubject.role(in), in.text());
      case 4 ->
          new RevokeKeyRequest(PublicKey.decode(in), RevocationReason.decode(in), successor(in));
      case 6 -> new PublishCrlRequest();
      case 9 ->
          new ReplaceKeyRequest(
              PublicKey.decode(in), PublicKey.decode(in), RevocationReason.decode(in));
      case 14 -> new LedgerRequest(operation(in));
      default -> throw new MalformedInput("no order to the center has the code " + code);
    };
  }

  @Override
  default void encode(Encoder out) {
    switch (this) {
      case AuthoriseKeyRequest(CertificateSubject subject, Optional<Participant> participant) -> {
        out.uint8(1).value(subject).uint8(participant.isPresent() ? 1 : 0);
        participant.ifPresent(out::value);
      }
      case InvitationRequest(PeerRole role, String name) ->
          out.uint8(2).uint8(CertificateSubject.roleCode(role)).text(name);
      case RevokeKeyRequest(var key, var reason, Optional<PublicKey> successor) -> {
        out.uint8(4).value(key).uint8(reason.code()).uint8(successor.isPresent() ? 1 : 0);
        successor.ifPresent(out::value);
      }
      case PublishCrlRequest() -> out.uint8(6);
      case ReplaceKeyRequest(var participant, var successor, var reason) ->
          out.uint8(9).value(participant).value(successor).uint8(reason.code());
      case LedgerRequest(Operation operation) ->
          out.uint8(14).uint8(operation.type().number()).value(operation);
    }
  }

  private static Operation operation(Decoder in) {
    int number = in.uint8();
    return MedicalModules.REGISTRY
        .operation(number)
        .orElseThrow(() -> new MalformedInput("no operation has the number " + number))
        .reader()
        .apply(in);
  }

  private static Optional<Participant> participant(Decoder in) {
    return in.flag() ? Optional.of(Participant.decode(in)) : Optional.empty();
  }

  private static Optional<PublicKey> successor(Decoder in) {
    return in.flag() ? Optional.of(PublicKey.decode(in)) : Optional.empty();
  }

  /**
   * Authorise a key.
   *
   * @param participant with this key on the ledger, if it becomes one
   */
  record AuthoriseKeyRequest(CertificateSubject subject, Optional<Participant> participant)
      implements CenterRequest {
    /** A node is run for who may run it (paper §3.2.2; CON-43). */
    public AuthoriseKeyRequest {
      if (participant.filter(each -> !isFor(subject, each)).isPresent()) {
        throw new IllegalArgumentException(
            "participants of role "
                + participant.get().role().word()
                + " run no such node, or the key is another");
      }
    }

    private static boolean isFor(CertificateSubject subject, Participant participant) {
      boolean may =
          switch (subject.role()) {
            case CONSENSUS_NODE -> participant.role().has(Role.Duty.CONSENSUS);
            case FOLLOWING_NODE -> participant.role().has(Role.Duty.KEEP_LEDGER);
            default -> true;
          };
      return may && participant.key().equals(subject.key());
    }
  }

  /** Make an invitation for this role and name. */
  record InvitationRequest(PeerRole role, String name) implements CenterRequest {}

  /**
   * Revoke a key.
   *
   * @param successor of a consensus node
   */
  record RevokeKeyRequest(PublicKey key, RevocationReason reason, Optional<PublicKey> successor)
      implements CenterRequest {
    /** No key is its own successor. */
    public RevokeKeyRequest {
      if (successor.equals(Optional.of(key))) {
        throw new IllegalArgumentException("a key does not succeed itself");
      }
    }
  }

  /** Report pending revocations to the ledger. */
  record PublishCrlRequest() implements CenterRequest {}

  /**
   * Have another key sign for a participant (CON-32).
   *
   * @param participant its first key, or the one that signs now
   * @param successor the key that signs from then on
   * @param reason why the old key's certificates end
   */
  record ReplaceKeyRequest(PublicKey participant, PublicKey successor, RevocationReason reason)
      implements CenterRequest {
    /** No key replaces itself. */
    public ReplaceKeyRequest {
      if (successor.equals(participant)) {
        throw new IllegalArgumentException("a key does not replace itself");
      }
    }
  }

  /** Have the ledger execute an operation that is not about the register. */
  record LedgerRequest(Operation operation) implements CenterRequest {}
}

package org.medchain.node.center;

import java.util.Optional;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role.Duty;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.data.Argument;
import org.medchain.data.Code;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.transport.PeerRole;

/** A command's order to the running center; codes are part of the wire format. */
public sealed interface CenterRequest extends Encodable {
  /**
   * Authorise a key.
   *
   * @param participant with this key on the ledger, if it becomes one
   */
  @Code(1)
  record AuthoriseKeyRequest(CertificateSubject subject, Optional<Participant> participant)
      implements CenterRequest {
    /** A node is run for an operator that may run it (paper §3.2.2; CON-43). */
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
            case CONSENSUS_NODE -> participant.role().has(Duty.CONSENSUS);
            case FOLLOWING_NODE -> participant.role().has(Duty.KEEP_LEDGER);
            default -> true;
          };
      return may && participant.key().equals(subject.key());
    }
  }

  /** Make an invitation for this role and name. */
  @Code(2)
  record InvitationRequest(PeerRole role, String name) implements CenterRequest {}

  /**
   * Revoke a key.
   *
   * @param successor of a consensus node
   */
  @Code(4)
  record RevokeKeyRequest(PublicKey key, RevocationReason reason, Optional<PublicKey> successor)
      implements CenterRequest {
    /** No key is its own successor. */
    public RevokeKeyRequest {
      Argument.refuseIf(successor.equals(Optional.of(key)), "a key does not succeed itself");
    }
  }

  /** Report pending revocations to the ledger. */
  @Code(6)
  record PublishCrlRequest() implements CenterRequest {}

  /**
   * Have another key sign for a participant (CON-32).
   *
   * @param participant its first key, or the one that signs now
   * @param successor the key that signs from then on
   * @param reason why the old key's certificates end
   */
  @Code(9)
  record ReplaceKeyRequest(PublicKey participant, PublicKey successor, RevocationReason reason)
      implements CenterRequest {
    /** No key replaces itself. */
    public ReplaceKeyRequest {
      Argument.refuseIf(successor.equals(participant), "a key does not replace itself");
    }
  }

  /** Have the ledger execute an operation that is not about the register. */
  @Code(14)
  record LedgerRequest(Operation operation) implements CenterRequest {
    /** The number of its type precedes the operation. */
    static final Codec<LedgerRequest> CODEC =
        Codec.of(
            LedgerRequest.class,
            Codec.<Operation>of(
                1,
                each -> 1 + each.encoded().size(),
                (out, each) -> out.uint8(each.type().number()).value(each),
                LedgerRequest::operation));

    private static Operation operation(Decoder in) {
      int number = in.uint8();
      return MedicalModules.REGISTRY
          .operation(number)
          .orElseThrow(() -> new MalformedInput("no operation has the number " + number))
          .reader()
          .apply(in);
    }
  }
}

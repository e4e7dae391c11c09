package org.medchain.consensus.pbft.message;

import java.util.List;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.SignedVotes;
import org.medchain.data.Attestation;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;

/**
 * Proof that a checkpoint is stable (Castro and Liskov 1999, §4.3): a quorum signed equal
 * CHECKPOINTs, so at least f + 1 honest replicas keep that state and can send it to others.
 *
 * @param checkpoint the signed statement
 * @param votes of different members
 */
public record CheckpointCertificate(Checkpoint checkpoint, List<SignedVote> votes)
    implements Encodable {
  public static final Codec<CheckpointCertificate> CODEC =
      Codec.of(CheckpointCertificate.class, Codec.of(Checkpoint.class), SignedVote.LIST);

  public CheckpointCertificate {
    votes = SignedVotes.copyOf(votes);
  }

  public List<Attestation> attestations() {
    Bytes content = checkpoint.encoded();
    return votes.stream().map(v -> v.attestation(Checkpoint.TYPE.name(), content)).toList();
  }

  /** Whether enough different members signed. */
  public boolean suffices(Membership members) {
    return SignedVotes.suffice(votes, members);
  }

  /** The members that signed, and therefore keep the state if honest. */
  public List<PublicKey> holders() {
    return votes.stream().map(SignedVote::signer).toList();
  }
}

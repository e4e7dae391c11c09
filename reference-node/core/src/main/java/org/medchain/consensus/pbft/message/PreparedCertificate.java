package org.medchain.consensus.pbft.message;

import java.util.List;
import java.util.stream.Stream;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.SignedVotes;
import org.medchain.consensus.pbft.message.VoteEvidence.VotePhase;
import org.medchain.data.Attestation;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;

/**
 * Proof that a replica was prepared for a block in a view (Castro and Liskov 1999, §4.2 and §4.4):
 * the primary's PRE-PREPARE and Q − 1 PREPAREs of others. It holds the header, because a new view
 * must see which block is whose child.
 *
 * @param view of the votes
 * @param header of the block
 * @param prePrepare the primary's signature
 * @param prepares signatures of backups
 */
public record PreparedCertificate(
    long view, Header header, SignedVote prePrepare, List<SignedVote> prepares)
    implements Encodable {
  public static final Codec<PreparedCertificate> CODEC =
      Codec.of(
          PreparedCertificate.class,
          Codec.NATURAL,
          Header.CODEC,
          SignedVote.CODEC,
          SignedVote.LIST);

  public PreparedCertificate {
    prepares = SignedVotes.copyOf(prepares);
  }

  /** The height of the block. */
  public long height() {
    return header.height();
  }

  /** The hash of the block's header. */
  public Hash block() {
    return header.hash();
  }

  /** All of them, each as a separate proof. */
  public List<VoteEvidence> votes() {
    return Stream.concat(
            Stream.of(evidence(VotePhase.PRE_PREPARE, prePrepare)),
            prepares.stream().map(vote -> evidence(VotePhase.PREPARE, vote)))
        .toList();
  }

  private VoteEvidence evidence(VotePhase phase, SignedVote vote) {
    return new VoteEvidence(phase, view, height(), block(), vote);
  }

  List<Attestation> attestations() {
    return votes().stream().map(VoteEvidence::attestation).toList();
  }

  /** PBFT-4, CONS-5: whether the right primary and Q − 1 different backups signed. */
  public boolean suffices(Membership members) {
    PublicKey primary = ViewNumbers.primary(members, view);
    return prePrepare.signer().equals(primary)
        && prepares.size() >= new QuorumSizes(members.size()).size() - 1
        && prepares.stream().noneMatch(vote -> vote.signer().equals(primary))
        && SignedVotes.copyOf(prepares).areOfDifferent(members);
  }
}

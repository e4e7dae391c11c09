package org.medchain.consensus.pbft.message;

import java.util.Comparator;
import java.util.stream.Stream;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.data.Attestation;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.Natural;

/**
 * A signed vote of one member, without the message that carried it: proof that it voted.
 *
 * @param phase of the vote
 * @param view in which it counts
 * @param height of the block
 * @param block hash of its header
 * @param vote the member and its signature
 */
public record VoteEvidence(
    VotePhase phase, @Natural long view, @Natural long height, Hash block, SignedVote vote)
    implements Encodable {
  /** By view, then by height: the order in which a member casts the votes of one phase. */
  public static final Comparator<VoteEvidence> BY_AGE =
      Comparator.comparingLong(VoteEvidence::view).thenComparingLong(VoteEvidence::height);

  /** The COMMITs of a decision. */
  public static Stream<VoteEvidence> of(QuorumCertificate decision) {
    return decision.votes().stream()
        .map(
            vote ->
                new VoteEvidence(
                    VotePhase.COMMIT, decision.view(), decision.height(), decision.block(), vote));
  }

  /** The phase of a vote; all phases have the same statement, and each has a separate domain. */
  public enum VotePhase {
    /** A primary's proposal. */
    PRE_PREPARE(0, PrePrepare.DOMAIN),
    /** A backup's vote for it. */
    PREPARE(1, "prepare"),
    /** For a block that the member was prepared for. */
    COMMIT(2, QuorumCertificate.DOMAIN);

    static final Codec<VotePhase> CODEC = Codec.codes("phase", values(), phase -> phase.code);

    private final int code;
    private final String domain;

    VotePhase(int code, String domain) {
      this.code = code;
      this.domain = domain;
    }
  }

  Attestation attestation() {
    return vote.attestation(phase.domain, QuorumCertificate.statement(view, height, block));
  }
}

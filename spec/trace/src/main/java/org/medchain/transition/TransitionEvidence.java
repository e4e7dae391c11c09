package org.medchain.transition;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.SignedVote;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * Evidence for a transition, or part of a message: votes for one statement, or a substitute for
 * votes.
 *
 * @param kind of the votes
 * @param view of the votes; −1 for votes without one
 * @param height of the block, or the first one
 * @param block the block that they support; empty for members
 * @param parent of the block, where it is known; for a checkpoint, the block
 * @param voters that gave the votes
 */
public record TransitionEvidence(
    EvidenceKind kind,
    long view,
    long height,
    Optional<Hash> block,
    Optional<Hash> parent,
    List<PublicKey> voters) {
  /** The kind of the votes. */
  public enum EvidenceKind {
    /** PRE-PREPARE and PREPAREs. */
    PREPARED,
    /** COMMITs. */
    DECIDED,
    /** CHECKPOINTs. */
    STABLE,
    /** The replica's own vote, found in its log. */
    VOTED,
    /** Nothing: the members that decide from a height on. */
    MEMBERS
  }

  public TransitionEvidence {
    voters = List.copyOf(voters);
  }

  /** The signers of these votes. */
  public static List<PublicKey> signers(List<SignedVote> votes) {
    return votes.stream().map(SignedVote::signer).toList();
  }
}

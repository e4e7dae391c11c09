package org.medchain.consensus.pbft.message;

import java.util.Arrays;
import java.util.Comparator;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.data.Attestation;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;

/**
 * A signed vote of one member, without the message that carried it: proof that it voted.
 *
 * @param phase of the vote
 * @param view in which it counts
 * @param height of the block
 * @param block hash of its header
 * @param vote the member and its signature
 */
public record VoteEvidence(VotePhase phase, long view, long height, Hash block, SignedVote vote)
    implements Encodable {
  /** Encoded length in bytes. */
  static final int SIZE = 1 + QuorumCertificate.STATEMENT_SIZE + SignedVote.SIZE;

  /** By view, then by height: the order in which a member casts the votes of one phase. */
  public static final Comparator<VoteEvidence> BY_AGE =
      Comparator.comparingLong(VoteEvidence::view).thenComparingLong(VoteEvidence::height);

  /** What was voted for; all have the same statement, and a domain of their own. */
  public enum VotePhase {
    /** A primary's proposal. */
    PRE_PREPARE(0, PrePrepare.DOMAIN),
    /** A backup's vote for it. */
    PREPARE(1, "prepare"),
    /** For a block that the member was prepared for. */
    COMMIT(2, QuorumCertificate.DOMAIN);

    private final int code;
    private final String domain;

    VotePhase(int code, String domain) {
      this.code = code;
      this.domain = domain;
    }

    static VotePhase of(int code) {
      return Arrays.stream(values())
          .filter(each -> each.code == code)
          .findFirst()
          .orElseThrow(() -> new MalformedInput("no phase has the number " + code));
    }
  }

  public static VoteEvidence decode(Decoder in) {
    return new VoteEvidence(
        VotePhase.of(in.uint8()),
        WireFormat.decode(in),
        WireFormat.decode(in),
        in.hash(),
        SignedVote.decode(in));
  }

  @Override
  public void encode(Encoder out) {
    out.uint8(phase.code).raw(QuorumCertificate.statement(view, height, block)).value(vote);
  }

  Attestation attestation() {
    return new Attestation(
        phase.domain,
        vote.signer(),
        QuorumCertificate.statement(view, height, block),
        vote.signature());
  }
}

package org.medchain.consensus;

import java.util.List;
import org.medchain.data.Argument;
import org.medchain.data.Attestation;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.network.Membership;

/**
 * Signatures of a quorum over one COMMIT statement (Castro and Liskov 1999, §4.2: committed-local),
 * which prove to third parties that the block and all its ancestors are decided (CONS-7).
 *
 * @param view in which they voted
 * @param height of the block
 * @param block hash of its header
 * @param votes of different nodes; none for the genesis block
 */
public record QuorumCertificate(long view, long height, Hash block, List<SignedVote> votes)
    implements Certificate {
  public static final Codec<QuorumCertificate> CODEC =
      Codec.of(QuorumCertificate.class, Codec.INT64, Codec.INT64, Codec.HASH, SignedVote.LIST);

  /** The {@link Attestation} domain of a COMMIT. */
  public static final String DOMAIN = "commit";

  /**
   * A view's number has its epoch above these bits, and a trillion views of the epoch in them: no
   * run changes its view so often (decision 0072).
   */
  public static final int VIEW_BITS = 40;

  /** Encoded length of {@link #statement} in bytes. */
  private static final int STATEMENT_SIZE = 8 + 8 + Hash.SIZE;

  /** Copies the list and checks the ranges. */
  public QuorumCertificate {
    votes = SignedVotes.copyOf(votes);
    Argument.refuseIf(view < 0 || height < 0, "view and height are not negative");
  }

  /** The certificate of the genesis block, which needs no votes. */
  public static QuorumCertificate ofGenesis(Hash genesis) {
    return new QuorumCertificate(0, 0, genesis, List.of());
  }

  /** The bytes of a vote's statement, the same for each phase; the domain distinguishes phases. */
  public static Bytes statement(long view, long height, Hash block) {
    return new Encoder(STATEMENT_SIZE).int64(view).int64(height).hash(block).toBytes();
  }

  @Override
  public long epoch() {
    return view >>> VIEW_BITS;
  }

  @Override
  public List<Attestation> attestations() {
    Bytes content = statement(view, height, block);
    return votes.stream().map(vote -> vote.attestation(DOMAIN, content)).toList();
  }

  /** CONS-7: whether enough different members signed. */
  @Override
  public boolean suffices(Membership members) {
    return SignedVotes.suffice(votes, members);
  }
}

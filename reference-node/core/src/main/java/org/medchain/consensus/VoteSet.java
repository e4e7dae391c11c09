package org.medchain.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.Membership;

/**
 * The votes of one phase at one view and height: counts, never decides (CONS-6).
 *
 * <p>A node's first vote is the one that counts: a second one, for the same or another block, is
 * ignored, so that an equivocating node adds one to one count at most.
 */
public final class VoteSet {
  /** The votes for one block, in the order in which they came. */
  private record BlockVotes(Hash block, List<SignedVote> votes) {}

  private final Membership members;

  /** A bit for each member, by its number. */
  private final long[] voted;

  /** By block, in the order of their first votes; almost always one. */
  private final List<BlockVotes> byBlock = new ArrayList<>(1);

  private int voters;

  /** No votes yet, in a phase where these members vote. */
  public VoteSet(Membership members) {
    this.members = members;
    this.voted = new long[(members.size() + Long.SIZE - 1) / Long.SIZE];
  }

  /**
   * Adds the vote of {@code node} for {@code block}.
   *
   * @return false if that node has voted here before
   */
  public boolean add(PublicKey node, Hash block, Signature signature) {
    if (!marksAsVoter(node)) {
      return false;
    }
    if (votesFor(block).isEmpty()) {
      byBlock.add(new BlockVotes(block, new ArrayList<>()));
    }
    votesFor(block).add(new SignedVote(node, signature));
    voters++;
    return true;
  }

  /** Notes that it has voted; false if that was noted before. */
  private boolean marksAsVoter(PublicKey node) {
    int index = members.indexOf(node);
    if (index < 0) {
      return !hasVotedAsStranger(node);
    }
    long bit = 1L << index; // modulo 64
    boolean before = (voted[index / Long.SIZE] & bit) != 0;
    voted[index / Long.SIZE] |= bit;
    return !before;
  }

  /** One that is no member, or not yet: so rare that it needs no index. */
  private boolean hasVotedAsStranger(PublicKey node) {
    return byBlock.stream()
        .flatMap(each -> each.votes().stream())
        .anyMatch(vote -> vote.signer().equals(node));
  }

  private List<SignedVote> votesFor(Hash block) {
    for (BlockVotes each : byBlock) {
      if (each.block().equals(block)) {
        return each.votes();
      }
    }
    return List.of();
  }

  /** CONS-6: how many nodes voted for {@code block} first. */
  public int count(Hash block) {
    return votesFor(block).size();
  }

  /** How many nodes voted here, for any value. */
  public int voters() {
    return voters;
  }

  /** The block that at least {@code quorum} nodes voted for; the first such, if there were two. */
  public Optional<Hash> chosenBy(int quorum) {
    for (BlockVotes each : byBlock) {
      if (each.votes().size() >= quorum) {
        return Optional.of(each.block());
      }
    }
    return Optional.empty();
  }

  /** The votes of these members alone. */
  public VoteSet by(Membership electorate) {
    VoteSet kept = new VoteSet(electorate);
    for (BlockVotes each : byBlock) {
      for (SignedVote vote : each.votes()) {
        if (electorate.contains(vote.signer())) {
          kept.add(vote.signer(), each.block(), vote.signature());
        }
      }
    }
    return kept;
  }

  /** The first {@code limit} signatures for {@code block}, as a certificate needs them. */
  public List<SignedVote> signatures(Hash block, int limit) {
    return votesFor(block).stream().limit(limit).toList();
  }
}

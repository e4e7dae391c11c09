package org.medchain.consensus;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  /** The votes for each block, in the order in which they came. */
  private final Map<Hash, List<SignedVote>> byBlock = new LinkedHashMap<>();

  private final Membership members;

  /** By number: a set of keys would make each vote twice as expensive. */
  private final BitSet voters = new BitSet();

  /** Of a phase in which these members vote, and no others. */
  public VoteSet(Membership members) {
    this.members = members;
  }

  /**
   * Adds the vote of {@code node} for {@code block}.
   *
   * @return false if that node has voted here before, or has no vote
   */
  public boolean add(PublicKey node, Hash block, Signature signature) {
    int number = members.indexOf(node);
    if (number < 0 || voters.get(number)) {
      return false;
    }
    voters.set(number);
    byBlock.computeIfAbsent(block, key -> new ArrayList<>()).add(new SignedVote(node, signature));
    return true;
  }

  private List<SignedVote> votesFor(Hash block) {
    return byBlock.getOrDefault(block, List.of());
  }

  /** CONS-6: how many nodes voted for {@code block} first. */
  public int count(Hash block) {
    return votesFor(block).size();
  }

  /** How many nodes voted here, for any value. */
  public int voters() {
    return voters.cardinality();
  }

  /** The block that at least {@code quorum} nodes voted for; the first such, if there were two. */
  public Optional<Hash> chosenBy(int quorum) {
    for (Map.Entry<Hash, List<SignedVote>> each : byBlock.entrySet()) { // asked for every vote
      if (each.getValue().size() >= quorum) {
        return Optional.of(each.getKey());
      }
    }
    return Optional.empty();
  }

  /** Only the votes of these members. */
  public VoteSet by(Membership electorate) {
    VoteSet kept = new VoteSet(electorate);
    byBlock.forEach(
        (block, votes) -> votes.forEach(vote -> kept.add(vote.signer(), block, vote.signature())));
    return kept;
  }

  /** The first {@code limit} signatures for {@code block}, as a certificate needs them. */
  public List<SignedVote> signatures(Hash block, int limit) {
    return votesFor(block).stream().limit(limit).toList();
  }
}

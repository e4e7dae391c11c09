package org.medchain.consensus;

import java.util.ArrayList;
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
  private record BlockVote(Hash block, Signature signature) {}

  private final Map<PublicKey, BlockVote> byNode = new LinkedHashMap<>();
  private final Map<Hash, Integer> counts = new LinkedHashMap<>();

  /**
   * Adds the vote of {@code node} for {@code block}.
   *
   * @return false if that node has voted here before
   */
  public boolean add(PublicKey node, Hash block, Signature signature) {
    if (byNode.putIfAbsent(node, new BlockVote(block, signature)) != null) {
      return false;
    }
    counts.merge(block, 1, Integer::sum);
    return true;
  }

  /** CONS-6: how many nodes voted for {@code block} first. */
  public int count(Hash block) {
    return counts.getOrDefault(block, 0);
  }

  /** How many nodes voted here, for any value. */
  public int voters() {
    return byNode.size();
  }

  /** The block that at least {@code quorum} nodes voted for; the first such, if there were two. */
  public Optional<Hash> chosenBy(int quorum) {
    for (Map.Entry<Hash, Integer> entry : counts.entrySet()) {
      if (entry.getValue() >= quorum) {
        return Optional.of(entry.getKey());
      }
    }
    return Optional.empty();
  }

  /** The votes of these members alone. */
  public VoteSet by(Membership members) {
    VoteSet kept = new VoteSet();
    for (Map.Entry<PublicKey, BlockVote> entry : byNode.entrySet()) {
      if (members.contains(entry.getKey())) {
        kept.add(entry.getKey(), entry.getValue().block(), entry.getValue().signature());
      }
    }
    return kept;
  }

  /** The first {@code limit} signatures for {@code block}, as a certificate needs them. */
  public List<SignedVote> signatures(Hash block, int limit) {
    List<SignedVote> signed = new ArrayList<>();
    for (Map.Entry<PublicKey, BlockVote> entry : byNode.entrySet()) {
      if (signed.size() < limit && entry.getValue().block().equals(block)) {
        signed.add(new SignedVote(entry.getKey(), entry.getValue().signature()));
      }
    }
    return signed;
  }
}

package org.medchain.consensus;

import java.util.AbstractList;
import java.util.BitSet;
import java.util.List;
import java.util.RandomAccess;
import org.medchain.network.Membership;

/**
 * The votes of a certificate, in their order; immutable.
 *
 * <p>A new view brings a quorum of certificates to every replica. So the votes remember for which
 * members they were found to suffice, as a text remembers its hash: replicas of one simulation that
 * share the message and the membership check it once.
 */
public final class SignedVotes extends AbstractList<SignedVote> implements RandomAccess {
  private final List<SignedVote> votes;

  /** Threads may both find out, and then write the same; null until then. */
  private Membership foundDifferentIn;

  private SignedVotes(List<SignedVote> votes) {
    this.votes = List.copyOf(votes);
  }

  /** These votes; unchanged, if they have this kind already. */
  public static SignedVotes copyOf(List<SignedVote> votes) {
    return votes instanceof SignedVotes same ? same : new SignedVotes(votes);
  }

  /** CONS-7: whether a quorum of different members signed. */
  public static boolean suffice(List<SignedVote> votes, Membership members) {
    return votes.size() >= new QuorumSizes(members.size()).size()
        && copyOf(votes).areOfDifferent(members);
  }

  /** Whether each is the vote of another member, as a certificate needs them (CONS-7). */
  @SuppressWarnings("ReferenceEquality") // another object with the same keys is checked again
  public boolean areOfDifferent(Membership members) {
    if (foundDifferentIn == members) {
      return true;
    }
    BitSet seen = new BitSet(members.size());
    for (SignedVote vote : votes) {
      int number = members.indexOf(vote.signer());
      if (number < 0 || seen.get(number)) {
        return false;
      }
      seen.set(number);
    }
    foundDifferentIn = members;
    return true;
  }

  @Override
  public SignedVote get(int index) {
    return votes.get(index);
  }

  @Override
  public int size() {
    return votes.size();
  }
}

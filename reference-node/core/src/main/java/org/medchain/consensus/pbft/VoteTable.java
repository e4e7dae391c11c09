package org.medchain.consensus.pbft;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.medchain.consensus.NumberedWindow;
import org.medchain.consensus.VoteSet;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.Membership;

/** The votes of one phase, by height and view. */
final class VoteTable {
  /** Heights in a window; views a few, in most cases one. */
  private final NumberedWindow<TreeMap<Long, VoteSet>> byHeight = new NumberedWindow<>();

  /** Of today's epoch: votes of another are not added. */
  private final Supplier<Membership> members;

  VoteTable(Supplier<Membership> members) {
    this.members = members;
  }

  VoteSet votesAt(long view, long height) {
    TreeMap<Long, VoteSet> views = byHeight.get(height);
    if (views == null) {
      views = new TreeMap<>();
      byHeight.put(height, views);
    }
    return views.computeIfAbsent(view, key -> new VoteSet(members.get()));
  }

  boolean add(long view, long height, PublicKey node, Hash block, Signature signature) {
    return votesAt(view, height).add(node, block, signature);
  }

  /** The votes at one height, by view. */
  Map<Long, VoteSet> votesByView(long height) {
    Map<Long, VoteSet> views = byHeight.get(height);
    return views == null ? Map.of() : views;
  }

  /** Whether this number of nodes have voted, in one view, at a height above {@code height}. */
  boolean isSupportedAbove(long height, int voters) {
    return byHeight.numbersFrom(height + 1).stream()
        .flatMap(each -> votesByView(each).values().stream())
        .anyMatch(votes -> votes.voters() >= voters);
  }

  /** Discards the votes of all views below {@code view}. */
  void discardViewsBelow(long view) {
    for (long height : byHeight.numbersFrom(Long.MIN_VALUE)) {
      TreeMap<Long, VoteSet> views = byHeight.get(height);
      views.headMap(view).clear();
      if (views.isEmpty()) {
        byHeight.remove(height);
      }
    }
  }

  /** Discards everything below {@code height}. */
  void discardBelow(long height) {
    byHeight.discardBelow(height);
  }
}

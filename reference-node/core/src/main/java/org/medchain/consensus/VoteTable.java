package org.medchain.consensus;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.Membership;

/** The votes of one phase, by height and view. */
public final class VoteTable {
  private final TreeMap<Long, TreeMap<Long, VoteSet>> byHeight = new TreeMap<>();
  private final Supplier<Membership> members;

  /** Of the members of today: votes of another epoch are not added. */
  public VoteTable(Supplier<Membership> members) {
    this.members = members;
  }

  public VoteSet votesAt(long view, long height) {
    return byHeight
        .computeIfAbsent(height, key -> new TreeMap<>())
        .computeIfAbsent(view, key -> new VoteSet(members.get()));
  }

  public boolean add(long view, long height, PublicKey node, Hash block, Signature signature) {
    return votesAt(view, height).add(node, block, signature);
  }

  /** The votes at one height, by view. */
  public Map<Long, VoteSet> votesByView(long height) {
    Map<Long, VoteSet> views = byHeight.get(height);
    return views == null ? Map.of() : views;
  }

  /** Whether this number of nodes have voted, in one view, at a height above {@code height}. */
  public boolean isSupportedAbove(long height, int voters) {
    return byHeight.tailMap(height, false).values().stream()
        .flatMap(views -> views.values().stream())
        .anyMatch(votes -> votes.voters() >= voters);
  }

  /** Discards the votes of all views below {@code view}. */
  public void discardViewsBelow(long view) {
    byHeight.values().forEach(views -> views.headMap(view).clear());
    byHeight.values().removeIf(Map::isEmpty);
  }

  /** Discards everything below {@code height}. */
  public void discardBelow(long height) {
    byHeight.headMap(height).clear();
  }
}

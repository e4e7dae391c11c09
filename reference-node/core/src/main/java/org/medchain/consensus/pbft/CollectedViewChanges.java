package org.medchain.consensus.pbft;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.medchain.consensus.pbft.message.NewView.ViewChangeProof;
import org.medchain.data.PublicKey;

/**
 * Each member's latest VIEW-CHANGE: counts how many ask for which view, never decides (PBFT-9).
 * Every VIEW-CHANGE asks for the counts, so they are kept.
 */
final class CollectedViewChanges {
  private final TreeMap<PublicKey, ViewChangeProof> latest = new TreeMap<>();

  /** How many of these are for a view. */
  private final TreeMap<Long, Integer> members = new TreeMap<>();

  /** Keeps a member's VIEW-CHANGE instead of the one before. */
  void put(ViewChangeProof proof) {
    ViewChangeProof before = latest.put(proof.sender(), proof);
    if (before != null) {
      members.computeIfPresent(
          before.viewChange().newView(), (view, count) -> count == 1 ? null : count - 1);
    }
    members.merge(proof.viewChange().newView(), 1, Integer::sum);
  }

  /** Whether a VIEW-CHANGE of this member for the view or a higher one is kept. */
  boolean isKept(PublicKey member, long view) {
    ViewChangeProof held = latest.get(member);
    return held != null && held.viewChange().newView() >= view;
  }

  /** How many members ask for the view or a higher one. */
  int countFrom(long view) {
    return members.tailMap(view, true).values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The highest view above this one that this number of members ask for, or for a higher one. */
  OptionalLong highestAskedBy(int enough, long above) {
    int count = 0;
    for (Map.Entry<Long, Integer> each : members.tailMap(above, false).descendingMap().entrySet()) {
      count += each.getValue();
      if (count >= enough) {
        return OptionalLong.of(each.getKey());
      }
    }
    return OptionalLong.empty();
  }

  /** The first VIEW-CHANGEs for exactly this view, one a member; fewer if there are not enough. */
  List<ViewChangeProof> proofs(long view, int most) {
    return latest.values().stream()
        .filter(proof -> proof.viewChange().newView() == view)
        .limit(most)
        .toList();
  }

  /** Whether this number of members ask for exactly this view. */
  boolean has(int enough, long view) {
    return members.getOrDefault(view, 0) >= enough;
  }

  /** Discards those for this view and lower ones. */
  void discardUpTo(long view) {
    latest.values().removeIf(proof -> proof.viewChange().newView() <= view);
    members.headMap(view, true).clear();
  }

  void clear() {
    latest.clear();
    members.clear();
  }
}

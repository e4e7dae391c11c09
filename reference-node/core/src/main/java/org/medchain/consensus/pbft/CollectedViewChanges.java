package org.medchain.consensus.pbft;

import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.medchain.consensus.pbft.message.NewView.ViewChangeProof;
import org.medchain.data.PublicKey;

/** Each member's latest VIEW-CHANGE: counts how many ask for which view, never decides (PBFT-9). */
final class CollectedViewChanges {
  private final TreeMap<PublicKey, ViewChangeProof> latest = new TreeMap<>();

  /** Keeps a member's VIEW-CHANGE instead of the one before. */
  void put(ViewChangeProof proof) {
    latest.put(proof.sender(), proof);
  }

  /** Whether a VIEW-CHANGE of this member for the view or a higher one is kept. */
  boolean isKept(PublicKey member, long view) {
    ViewChangeProof held = latest.get(member);
    return held != null && held.viewChange().newView() >= view;
  }

  /** How many members ask for the view or a higher one. */
  int countFrom(long view) {
    return (int) views().filter(each -> each >= view).count();
  }

  /** The highest view above this one that this number of members ask for, or for a higher one. */
  OptionalLong highestAskedBy(int enough, long above) {
    long[] ascending = views().filter(each -> each > above).sorted().toArray();
    return ascending.length < enough
        ? OptionalLong.empty()
        : OptionalLong.of(ascending[ascending.length - enough]);
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
    return views().filter(each -> each == view).count() >= enough;
  }

  /** Discards those for this view and lower ones. */
  void discardUpTo(long view) {
    latest.values().removeIf(proof -> proof.viewChange().newView() <= view);
  }

  private LongStream views() {
    return latest.values().stream().mapToLong(proof -> proof.viewChange().newView());
  }
}

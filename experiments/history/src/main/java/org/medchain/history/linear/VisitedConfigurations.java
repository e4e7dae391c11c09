package org.medchain.history.linear;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the search has been through. A configuration need not be visited if another one at the same
 * event, in the same state and with the same ended operations has used fewer of the open ones: what
 * it has left is more.
 */
final class VisitedConfigurations {
  private final int firstEndingBit;
  private final Map<Key, List<BitSet>> visited = new HashMap<>();

  private record Key(int event, int state, BitSet ended) {}

  /** Bits below this one are those of operations without an end. */
  VisitedConfigurations(int firstEndingBit) {
    this.firstEndingBit = firstEndingBit;
  }

  /** Whether this one is new; if so, it is not new from now on. */
  boolean add(int event, int state, BitSet taken) {
    BitSet ended = taken.get(firstEndingBit, Math.max(firstEndingBit, taken.length()));
    List<BitSet> others =
        visited.computeIfAbsent(new Key(event, state, ended), each -> new ArrayList<>(1));
    if (others.stream().anyMatch(other -> within(other, taken))) {
      return false;
    }
    others.removeIf(other -> within(taken, other));
    others.add(taken);
    return true;
  }

  private static boolean within(BitSet few, BitSet many) {
    BitSet rest = (BitSet) few.clone();
    rest.andNot(many);
    return rest.isEmpty();
  }
}

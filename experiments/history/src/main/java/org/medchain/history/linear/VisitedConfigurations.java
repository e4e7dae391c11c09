package org.medchain.history.linear;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the search has been through. A configuration need not be visited if another one at the same
 * event, in the same state and with the same ended operations has used fewer of the open ones: what
 * it has left is more.
 */
final class VisitedConfigurations {
  private final int words;
  private final Map<Key, List<OperationSet>> visited = new HashMap<>();

  /** Compared by the words of the operations that end. */
  private record Key(int event, int state, OperationSet ended) {}

  VisitedConfigurations(int words) {
    this.words = words;
  }

  /** Whether this one is new; if so, it is not new from now on. */
  boolean add(int event, int state, OperationSet taken) {
    Key key = new Key(event, state, taken.first(words));
    List<OperationSet> others = visited.computeIfAbsent(key, each -> new ArrayList<>(1));
    for (OperationSet other : others) {
      if (other.within(taken, words)) {
        return false;
      }
    }
    others.removeIf(other -> taken.within(other, words));
    others.add(taken);
    return true;
  }
}

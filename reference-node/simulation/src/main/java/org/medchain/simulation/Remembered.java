package org.medchain.simulation;

import java.util.HashSet;
import java.util.Set;

/**
 * The signatures that a node has checked and remembers (SIM-34), as a real host's scheme does: two
 * generations, of which the older is dropped when the younger is full.
 */
final class Remembered {
  private final int generation;
  private Set<Long> young = new HashSet<>();
  private Set<Long> old = new HashSet<>();

  /**
   * A node that has checked nothing yet.
   *
   * @param generation how many are remembered at least; 0 for none
   */
  Remembered(int generation) {
    this.generation = generation;
  }

  /** Counts those of a message that are remembered, and remembers the others from now on. */
  int known(long[] signatures) {
    if (generation == 0) {
      return 0;
    }
    int known = 0;
    for (long each : signatures) {
      if (young.contains(each) || old.contains(each)) {
        known++;
      } else {
        add(each);
      }
    }
    return known;
  }

  /** What receiving costs: what was checked before is found instead, the unawaited left alone. */
  long receiveNs(Flight flight, boolean awaited, Surroundings world) {
    long allNs = world.host().receiveNs() + flight.receiveNs();
    if (generation > 0 && !awaited) {
      return allNs - flight.signatures().length * world.cpu().verifyNs();
    }
    int known = generation == 0 ? 0 : known(flight.signatures());
    return allNs - known * world.cpu().verifyNs() + world.host().recallNs(known);
  }

  private void add(long signature) {
    if (young.size() >= generation) {
      old = young;
      young = new HashSet<>();
    }
    young.add(signature);
  }
}

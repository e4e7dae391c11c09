package org.medchain.simulation.host;

import java.util.HashSet;
import java.util.Set;
import org.medchain.simulation.event.MessageInFlight;

/**
 * The signatures that a node has checked and remembers (SIM-34), as a real host's scheme does: two
 * generations, of which the older is dropped when the younger is full.
 */
final class SignatureCache {
  private final int generation;
  private Set<Long> youngGeneration = new HashSet<>();
  private Set<Long> oldGeneration = new HashSet<>();

  /**
   * A node that has checked nothing yet.
   *
   * @param generation how many are remembered at least; 0 for none
   */
  SignatureCache(int generation) {
    this.generation = generation;
  }

  /** Counts those of a message that are remembered, and remembers the others from now on. */
  int hits(long[] signatures) {
    if (generation == 0) {
      return 0;
    }
    int known = 0;
    for (long each : signatures) {
      if (youngGeneration.contains(each) || oldGeneration.contains(each)) {
        known++;
      } else {
        add(each);
      }
    }
    return known;
  }

  /** The cost of receiving: cached signatures are found, unawaited ones skipped. */
  long receiveNs(MessageInFlight flight, boolean awaited, RunContext world) {
    long allNs = world.host().receiveNs() + flight.receiveNs();
    if (generation > 0 && !awaited) {
      return allNs - flight.signatures().length * world.cpu().verifyNs();
    }
    int known = generation == 0 ? 0 : hits(flight.signatures());
    return allNs - known * world.cpu().verifyNs() + world.host().cacheHitNs(known);
  }

  private void add(long signature) {
    if (youngGeneration.size() >= generation) {
      oldGeneration = youngGeneration;
      youngGeneration = new HashSet<>();
    }
    youngGeneration.add(signature);
  }
}

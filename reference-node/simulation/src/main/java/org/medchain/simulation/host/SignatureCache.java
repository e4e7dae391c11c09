package org.medchain.simulation.host;

import java.util.HashSet;
import java.util.Set;
import org.medchain.simulation.event.MessageInFlight;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.HostModel;

/**
 * The signatures that a node has checked and remembers (SIM-34), as a real host's scheme does: two
 * generations, of which the older is dropped when the younger is full.
 */
final class SignatureCache {
  private final int generation;
  private final HostModel host;
  private final long hostReceiveNs;
  private final long verifyNs;
  private Set<Long> youngGeneration = new HashSet<>();
  private Set<Long> oldGeneration = new HashSet<>();

  /** A node that has checked nothing yet; the host says how many are remembered at least. */
  SignatureCache(HostModel host, CpuModel cpu) {
    this.generation = host.signatureCacheSize();
    this.host = host;
    this.hostReceiveNs = host.receiveNs();
    this.verifyNs = cpu.verifyNs();
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

  /** The cost of receiving: cached signatures are found, unneeded ones skipped. */
  long receiveNs(MessageInFlight flight, boolean needed) {
    long allNs = hostReceiveNs + flight.receiveNs();
    if (generation == 0) {
      return allNs;
    }
    long[] signatures = flight.signatures();
    if (!needed) {
      return allNs - signatures.length * verifyNs;
    }
    int known = hits(signatures);
    return allNs - known * verifyNs + host.cacheHitNs(known);
  }

  private void add(long signature) {
    if (youngGeneration.size() >= generation) {
      oldGeneration = youngGeneration;
      youngGeneration = new HashSet<>();
    }
    youngGeneration.add(signature);
  }
}

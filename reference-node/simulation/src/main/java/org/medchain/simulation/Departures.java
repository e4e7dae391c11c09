package org.medchain.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.medchain.data.PublicKey;

/**
 * What leaves a node: at once, or, where cores are shared, at the end of a burst of inputs, as with
 * a real host (SIM-35).
 */
final class Departures {
  private final Surroundings world;
  private final int node;
  private final LongSupplier freeNs;
  private final List<Runnable> burst = new ArrayList<>();

  /**
   * Nothing under way.
   *
   * @param freeNs when the node's core is free
   */
  Departures(Surroundings world, int node, LongSupplier freeNs) {
    this.world = world;
    this.node = node;
    this.freeNs = freeNs;
  }

  void send(PublicKey to, Flight flight) {
    atEnd(() -> world.send(node, to, flight, freeNs.getAsLong()));
  }

  void broadcast(Flight flight) {
    atEnd(() -> world.network().broadcast(node, flight, freeNs.getAsLong()));
  }

  /** A force that takes so much longer than others. */
  void force(Disk disk, Durable what, long moreNs) {
    atEnd(() -> world.queue().schedule(disk.persist(freeNs.getAsLong(), moreNs), node, what));
  }

  private void atEnd(Runnable what) {
    if (world.host().cores().isPresent()) {
      burst.add(what);
    } else {
      what.run();
    }
  }

  /** The burst is over. */
  void settle() {
    burst.forEach(Runnable::run);
    burst.clear();
  }

  /** The node crashed before that. */
  void clear() {
    burst.clear();
  }
}

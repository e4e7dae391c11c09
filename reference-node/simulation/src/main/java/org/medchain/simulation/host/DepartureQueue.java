package org.medchain.simulation.host;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.medchain.data.PublicKey;
import org.medchain.simulation.event.MessageInFlight;
import org.medchain.simulation.event.PersistedEvent;

/**
 * What leaves a node: at once, or, where cores are shared, at the end of a burst of inputs, as with
 * a real host (SIM-35).
 */
final class DepartureQueue {
  private final RunContext context;
  private final int node;
  private final LongSupplier freeNs;
  private final boolean isBurst;
  private final List<Runnable> burst = new ArrayList<>();

  /**
   * An empty queue.
   *
   * @param freeNs when the node's core is free
   */
  DepartureQueue(RunContext world, int node, LongSupplier freeNs) {
    this.context = world;
    this.node = node;
    this.freeNs = freeNs;
    this.isBurst = world.host().cores().isPresent();
  }

  void send(PublicKey to, MessageInFlight flight) {
    if (isBurst) {
      burst.add(() -> context.send(node, to, flight, freeNs.getAsLong()));
    } else {
      context.send(node, to, flight, freeNs.getAsLong());
    }
  }

  void broadcast(MessageInFlight flight) {
    if (isBurst) {
      burst.add(() -> context.network().broadcast(node, flight, freeNs.getAsLong()));
    } else {
      context.network().broadcast(node, flight, freeNs.getAsLong());
    }
  }

  /** A force with this extra time. */
  void scheduleForce(SimulatedDisk disk, PersistedEvent what, long moreNs) {
    if (isBurst) {
      burst.add(() -> force(disk, what, moreNs));
    } else {
      force(disk, what, moreNs);
    }
  }

  private void force(SimulatedDisk disk, PersistedEvent what, long moreNs) {
    context.queue().schedule(disk.persist(freeNs.getAsLong(), moreNs), node, what);
  }

  /** The burst is over. */
  void flush() {
    burst.forEach(Runnable::run);
    burst.clear();
  }

  /** The node crashed before that. */
  void clear() {
    burst.clear();
  }
}

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
  }

  void send(PublicKey to, MessageInFlight flight) {
    atBurstEnd(() -> context.send(node, to, flight, freeNs.getAsLong()));
  }

  void broadcast(MessageInFlight flight) {
    atBurstEnd(() -> context.network().broadcast(node, flight, freeNs.getAsLong()));
  }

  /** A force with this extra time. */
  void scheduleForce(SimulatedDisk disk, PersistedEvent what, long moreNs) {
    atBurstEnd(
        () -> context.queue().schedule(disk.persist(freeNs.getAsLong(), moreNs), node, what));
  }

  private void atBurstEnd(Runnable what) {
    if (context.host().cores().isPresent()) {
      burst.add(what);
    } else {
      what.run();
    }
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

package org.medchain.simulation.host;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.medchain.simulation.event.CoreReleased;
import org.medchain.simulation.event.EventHandler;
import org.medchain.simulation.event.EventQueue;
import org.medchain.simulation.event.SimulationEvent;
import org.medchain.simulation.model.HostModel;
import org.medchain.simulation.observe.RunCounters;

/**
 * The cores of one machine that all its processes share (SIM-35): each node is a process of one
 * thread, and all clients together are one. An event for a process waits until the process has
 * nothing else to do and a core is free; among processes, the one that has waited longest comes
 * first, and one that has more to do queues again.
 *
 * <p>A process keeps its core for a burst: all inputs that have arrived when it begins, with their
 * consequences. As in a real host, its messages and forces leave at the burst's end. A burst that
 * does not follow on the process's last one at once is charged for its waking first (SIM-36).
 */
public final class SharedCores implements EventHandler {
  private static final int NONE = -1;

  private final EventQueue queue;
  private final EventHandler[] parties;
  private final int nodes;
  private final List<Queue<QueuedEvent>> queues = new ArrayList<>();
  private final Queue<Integer> ready = new ArrayDeque<>();
  private final boolean[] running;
  private final long wakeNs;
  private final RunCounters counters;
  private int free;

  private record QueuedEvent(int party, SimulationEvent what) {}

  /**
   * Idle cores.
   *
   * @param parties the competing processes: nodes, then clients and load; events reach this by the
   *     index after theirs
   * @param host fixed costs of a burst, and the number of cores
   */
  public SharedCores(
      EventQueue queue, EventHandler[] parties, int nodes, HostModel host, RunCounters counters) {
    this.queue = queue;
    this.parties = parties;
    this.nodes = nodes;
    this.wakeNs = host.wakeNs();
    this.free = host.cores().getAsInt();
    this.counters = counters;
    this.running = new boolean[nodes + 1];
    for (int process = 0; process <= nodes; process++) {
      queues.add(new ArrayDeque<>());
    }
  }

  /** Something happens to a party, as soon as its process runs. */
  public void occur(int party, long atNs, SimulationEvent what) {
    int process = Math.min(party, nodes);
    Queue<QueuedEvent> own = queues.get(process);
    own.add(new QueuedEvent(party, what));
    if (own.size() == 1 && !running[process]) {
      ready.add(process);
    }
    dispatch(atNs, NONE);
  }

  /** Gives cores to waiting processes; {@code last} has just left one. */
  private void dispatch(long atNs, int last) {
    while (free > 0 && !ready.isEmpty()) {
      int process = ready.remove();
      free--;
      running[process] = true;
      long wokenNs = process == last ? 0 : wakeNs;
      counters.busyNs += wokenNs;
      long endNs = runBurst(atNs + wokenNs, queues.get(process));
      queue.schedule(endNs, parties.length, new CoreReleased(process));
    }
  }

  /** All inputs of a process that have already arrived, in one burst. */
  private long runBurst(long atNs, Queue<QueuedEvent> come) {
    long endNs = atNs;
    int last = -1;
    for (QueuedEvent next = come.poll(); next != null; next = come.poll()) {
      last = next.party();
      parties[last].handle(atNs, next.what());
      endNs = Math.max(endNs, parties[last].busyUntilNs());
    }
    if (last >= 0) {
      parties[last].flush();
    }
    return endNs;
  }

  /** A process is done with a burst. */
  @Override
  public void handle(long atNs, SimulationEvent what) {
    if (!(what instanceof CoreReleased released)) {
      throw what.misdirectedTo("cores");
    }
    free++;
    running[released.process()] = false;
    if (!queues.get(released.process()).isEmpty()) {
      ready.add(released.process());
    }
    dispatch(atNs, released.process());
  }
}

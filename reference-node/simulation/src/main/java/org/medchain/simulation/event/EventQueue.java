package org.medchain.simulation.event;

import java.util.PriorityQueue;

/**
 * The events to come, ordered by (time, number), and with them the virtual clock: the time of the
 * event last taken (SIM-1, SIM-2). An event's number counts the calls of {@link #schedule}, hence
 * events of one time happen in the order in which they were scheduled.
 */
public final class EventQueue {
  private record Scheduled(long atNs, long number, int party, SimulationEvent what)
      implements Comparable<Scheduled> {
    @Override
    public int compareTo(Scheduled other) {
      return atNs == other.atNs
          ? Long.compare(number, other.number)
          : Long.compare(atNs, other.atNs);
    }
  }

  private final PriorityQueue<Scheduled> pending = new PriorityQueue<>();
  private long scheduledCount;
  private long takenCount;
  private Scheduled last = new Scheduled(0, 0, 0, StartEvent.START);

  /**
   * Adds an event.
   *
   * @param atNs when it happens
   * @param to index of the node or client that it happens to
   * @throws IllegalArgumentException if that time is past
   */
  public void schedule(long atNs, int to, SimulationEvent what) {
    if (atNs < nowNs()) {
      throw new IllegalArgumentException("at " + nowNs() + " ns, " + atNs + " ns is past");
    }
    pending.add(new Scheduled(atNs, scheduledCount++, to, what));
  }

  /** Takes the next event and puts the clock to its time; false if there is none. */
  public boolean next() {
    Scheduled first = pending.poll();
    if (first == null) {
      return false;
    }
    last = first;
    takenCount++;
    return true;
  }

  /** The virtual time: that of the event last taken; 0 before the first. */
  public long nowNs() {
    return last.atNs();
  }

  /** Time of the next event; {@link Long#MAX_VALUE} if there is none. */
  public long nextNs() {
    return pending.isEmpty() ? Long.MAX_VALUE : pending.peek().atNs();
  }

  /** The target of the last event taken. */
  public int party() {
    return last.party();
  }

  /** What happens in the event last taken. */
  public SimulationEvent event() {
    return last.what();
  }

  /** Number of events to come. */
  public int size() {
    return pending.size();
  }

  /** Number of events taken. */
  public long takenCount() {
    return takenCount;
  }

  /** The sum of a time and a duration, at most {@link Long#MAX_VALUE}: never reached. */
  public static long addSaturated(long atNs, long durationNs) {
    long sum = atNs + durationNs;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}

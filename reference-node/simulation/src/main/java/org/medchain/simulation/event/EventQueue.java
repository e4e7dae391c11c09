package org.medchain.simulation.event;

import java.util.Arrays;

/**
 * The events to come, ordered by (time, number), and with them the virtual clock: the time of the
 * event last taken (SIM-1, SIM-2).
 *
 * <p>A four-ary heap over primitive arrays. The keys move in the heap, what happens stays in its
 * slot; so nothing is allocated for an event, and sifting touches little memory. An event's number
 * counts the calls of {@link #schedule}, hence events of one time happen in the order in which they
 * were scheduled.
 */
public final class EventQueue {
  private static final int ARITY = 4;

  private long[] times = new long[1024];
  private long[] numbers = new long[1024];
  private int[] slots = new int[1024];
  private int[] parties = new int[1024];
  private SimulationEvent[] events = new SimulationEvent[1024];
  private int size;
  private long scheduled;
  private long takenCount;

  private long nowNs;
  private int party;
  private SimulationEvent event = StartEvent.START;

  public EventQueue() {
    // slots[size…] are the free ones, at first all of them in order.
    Arrays.setAll(slots, i -> i);
  }

  /**
   * Adds an event.
   *
   * @param atNs when it happens
   * @param to index of the node or client that it happens to
   * @throws IllegalArgumentException if that time is past
   */
  public void schedule(long atNs, int to, SimulationEvent what) {
    if (atNs < nowNs) {
      throw new IllegalArgumentException("at " + nowNs + " ns, " + atNs + " ns is past");
    }
    if (size == times.length) {
      grow();
    }
    int slot = slots[size];
    parties[slot] = to;
    events[slot] = what;
    siftUp(size++, atNs, scheduled++, slot);
  }

  /** Takes the next event and puts the clock to its time; false if there is none. */
  public boolean next() {
    if (size == 0) {
      return false;
    }
    nowNs = times[0];
    int slot = slots[0];
    party = parties[slot];
    event = events[slot];
    events[slot] = null;
    size--;
    takenCount++;
    long time = times[size];
    long number = numbers[size];
    int last = slots[size];
    slots[size] = slot;
    if (size > 0) {
      siftDown(time, number, last);
    }
    return true;
  }

  private void siftUp(int from, long time, long number, int slot) {
    int hole = from;
    while (hole > 0) {
      int parent = (hole - 1) / ARITY;
      // A new number is the largest, so among equal times it stays below.
      if (times[parent] <= time) {
        break;
      }
      move(parent, hole);
      hole = parent;
    }
    put(hole, time, number, slot);
  }

  private void siftDown(long time, long number, int slot) {
    int hole = 0;
    int child = 1;
    while (child < size) {
      int least = child;
      int end = Math.min(child + ARITY, size);
      for (int other = child + 1; other < end; other++) {
        if (before(times[other], numbers[other], times[least], numbers[least])) {
          least = other;
        }
      }
      if (before(time, number, times[least], numbers[least])) {
        break;
      }
      move(least, hole);
      hole = least;
      child = ARITY * hole + 1;
    }
    put(hole, time, number, slot);
  }

  private static boolean before(long time, long number, long otherTime, long otherNumber) {
    return time < otherTime || (time == otherTime && number < otherNumber);
  }

  private void move(int from, int to) {
    put(to, times[from], numbers[from], slots[from]);
  }

  private void put(int at, long time, long number, int slot) {
    times[at] = time;
    numbers[at] = number;
    slots[at] = slot;
  }

  private void grow() {
    int room = 2 * size;
    times = Arrays.copyOf(times, room);
    numbers = Arrays.copyOf(numbers, room);
    slots = Arrays.copyOf(slots, room);
    parties = Arrays.copyOf(parties, room);
    events = Arrays.copyOf(events, room);
    for (int slot = size; slot < room; slot++) {
      slots[slot] = slot;
    }
  }

  /** The virtual time: that of the event last taken; 0 before the first. */
  public long nowNs() {
    return nowNs;
  }

  /** Time of the next event; {@link Long#MAX_VALUE} if there is none. */
  public long nextNs() {
    return size == 0 ? Long.MAX_VALUE : times[0];
  }

  /** The target of the last event taken. */
  public int party() {
    return party;
  }

  /** What happens in the event last taken. */
  public SimulationEvent event() {
    return event;
  }

  /** Number of events to come. */
  public int size() {
    return size;
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

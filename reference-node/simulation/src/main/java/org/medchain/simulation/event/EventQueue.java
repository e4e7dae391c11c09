package org.medchain.simulation.event;

import java.util.Arrays;
import org.medchain.data.Argument;

/**
 * The events to come, ordered by (time, number), and with them the virtual clock: the time of the
 * event last taken (SIM-1, SIM-2). An event's number counts the calls of {@link #schedule}, hence
 * events of one time happen in the order in which they were scheduled.
 *
 * <p>A radix heap (Ahuja et al. 1990; decision 0222), for times that never go back: an event is in
 * the bucket of the highest bit in which its time differs from the clock, so bucket 0 has those of
 * this instant. When that is empty, the clock goes to the least time of the next bucket, whose
 * events move to lower ones. Events of one time are always in one bucket, in their order: no number
 * is stored.
 */
public final class EventQueue {
  private static final int NONE = -1;

  /** By slot: an event's time, target and content, and the slot behind it in its bucket. */
  private long[] times = new long[1024];

  private int[] parties = new int[times.length];
  private SimulationEvent[] contents = new SimulationEvent[times.length];
  private int[] following = new int[times.length];

  /** The slots that have been used, and the first of those that are free again. */
  private int usedSlots;

  private int freeSlot = NONE;

  /** By bucket: its first and last slot, and its least time. */
  private final int[] first = new int[Long.SIZE];

  private final int[] last = new int[Long.SIZE];
  private final long[] least = new long[Long.SIZE];

  /** A bit for each bucket that is not empty. */
  private long filled;

  private int size;
  private long takenCount;
  private long nowNs;
  private int party;
  private SimulationEvent event = StartEvent.START;

  /**
   * Adds an event.
   *
   * @param atNs when it happens
   * @param to index of the node or client that it happens to
   * @throws IllegalArgumentException if that time is past
   */
  public void schedule(long atNs, int to, SimulationEvent what) {
    Argument.refuseIf(atNs < nowNs, "at %s ns, %s ns is past", nowNs, atNs);
    int slot = takeSlot();
    times[slot] = atNs;
    parties[slot] = to;
    contents[slot] = what;
    append(slot);
    size++;
  }

  private int takeSlot() {
    int slot = freeSlot;
    if (slot != NONE) {
      freeSlot = following[slot];
      return slot;
    }
    if (usedSlots == times.length) {
      times = Arrays.copyOf(times, 2 * usedSlots);
      parties = Arrays.copyOf(parties, 2 * usedSlots);
      contents = Arrays.copyOf(contents, 2 * usedSlots);
      following = Arrays.copyOf(following, 2 * usedSlots);
    }
    return usedSlots++;
  }

  private void append(int slot) {
    long atNs = times[slot];
    int bucket = Long.SIZE - Long.numberOfLeadingZeros(atNs ^ nowNs);
    if ((filled >>> bucket & 1) == 0) {
      filled |= 1L << bucket;
      first[bucket] = slot;
      least[bucket] = atNs;
    } else {
      following[last[bucket]] = slot;
      least[bucket] = Math.min(least[bucket], atNs);
    }
    last[bucket] = slot;
    following[slot] = NONE;
  }

  /** Takes the next event and puts the clock to its time; false if there is none. */
  public boolean next() {
    if (size == 0) {
      return false;
    }
    advance(Long.numberOfTrailingZeros(filled));
    int slot = first[0];
    first[0] = following[slot];
    filled &= first[0] == NONE ? ~1L : ~0L;
    party = parties[slot];
    event = contents[slot];
    contents[slot] = null;
    following[slot] = freeSlot;
    freeSlot = slot;
    size--;
    takenCount++;
    return true;
  }

  /** Goes to the least time of this bucket, the first that is not empty. */
  private void advance(int bucket) {
    if (bucket > 0) {
      nowNs = least[bucket];
      filled &= ~(1L << bucket);
      int slot = first[bucket];
      while (slot != NONE) {
        int next = following[slot];
        append(slot);
        slot = next;
      }
    }
  }

  /** The virtual time: that of the event last taken; 0 before the first. */
  public long nowNs() {
    return nowNs;
  }

  /** Time of the next event; {@link Long#MAX_VALUE} if there is none. */
  public long nextNs() {
    int bucket = Long.numberOfTrailingZeros(filled);
    return size == 0 ? Long.MAX_VALUE : bucket == 0 ? nowNs : least[bucket];
  }

  /** The target of the last event taken. */
  public int party() {
    return party;
  }

  /** The event last taken. */
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

package org.medchain.simulation.event;

/**
 * The events to come, ordered by (time, number), and with them the virtual clock: the time of the
 * event last taken (SIM-1, SIM-2). An event's number counts the calls of {@link #schedule}, hence
 * events of one time happen in the order in which they were scheduled.
 *
 * <p>A calendar queue (Brown 1988; decision 0226). An event goes unsorted into the bucket of its
 * period, and a bucket goes into a small heap when the clock reaches its period. What is due later
 * than the last bucket waits in a heap of its own. The buckets' length and number follow the delays
 * and the number of events; only speed depends on them. No number is stored in a bucket: events
 * enter it in their order, and the heaps keep it.
 */
public final class EventQueue {
  private static final int INITIAL_SHIFT = 16;
  private static final int INITIAL_BUCKETS = 1024;

  private final EventHeap near = new EventHeap();
  private final EventHeap far = new EventHeap();
  private final HeldEvents held = new HeldEvents();
  private final DelayCounts delays = new DelayCounts();
  private EventBuckets buckets = new EventBuckets(INITIAL_SHIFT, INITIAL_BUCKETS, 0);
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
    if (atNs < nowNs) {
      throw new IllegalArgumentException("at " + nowNs + " ns, " + atNs + " ns is past");
    }
    size++;
    delays.add(atNs - nowNs, size);
    place(atNs, (long) to << Integer.SIZE | held.hold(what));
  }

  private void place(long atNs, long content) {
    if (buckets.isPast(atNs)) {
      near.add(atNs, content);
    } else if (buckets.isBeyond(atNs)) {
      far.add(atNs, content);
    } else {
      buckets.add(atNs, content);
    }
  }

  /** Takes the next event and puts the clock to its time; false if there is none. */
  public boolean next() {
    if (size == 0) {
      return false;
    }
    if (near.isEmpty()) {
      advance();
    }
    nowNs = near.firstTime();
    long content = near.firstContent();
    near.removeFirst();
    party = (int) (content >>> Integer.SIZE);
    event = held.release((int) content);
    size--;
    takenCount++;
    return true;
  }

  /** Moves to the next period that has events: nothing is near, and something is to come. */
  private void advance() {
    if (delays.isSufficient()) {
      fitBuckets();
    }
    if (near.isEmpty()) {
      if (buckets.isEmpty()) {
        buckets.skipTo(far.firstTime());
      } else {
        buckets.drainFirst(near);
      }
    }
    // At once, before anything else of their periods is scheduled: so they keep their order.
    while (!far.isEmpty() && !buckets.isBeyond(far.firstTime())) {
      place(far.firstTime(), far.firstContent());
      far.removeFirst();
    }
  }

  /** Events of one time are in one bucket, or all of them are outside: so they keep their order. */
  private void fitBuckets() {
    int count = delays.bucketCount();
    int shift = delays.shift(count);
    delays.clear(size);
    if (shift == buckets.shift() && count == buckets.count()) {
      return;
    }
    EventBuckets before = buckets;
    buckets = new EventBuckets(shift, count, nowNs);
    EventHeap one = new EventHeap();
    while (!before.isEmpty()) {
      before.drainFirst(one);
      for (; !one.isEmpty(); one.removeFirst()) {
        place(one.firstTime(), one.firstContent());
      }
    }
  }

  /** The virtual time: that of the event last taken; 0 before the first. */
  public long nowNs() {
    return nowNs;
  }

  /** Time of the next event; {@link Long#MAX_VALUE} if there is none. */
  public long nextNs() {
    if (!near.isEmpty()) {
      return near.firstTime();
    }
    if (!buckets.isEmpty()) {
      return buckets.firstTime();
    }
    return far.isEmpty() ? Long.MAX_VALUE : far.firstTime();
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

package org.medchain.simulation.event;

import java.util.Arrays;

/**
 * Events ordered by (time, number), where the number counts the calls of {@link #add}: a four-ary
 * heap over primitive arrays.
 */
final class EventHeap {
  private static final int ARITY = 4;
  private static final int INITIAL_ROOM = 64;

  private long[] times = new long[INITIAL_ROOM];
  private long[] numbers = new long[INITIAL_ROOM];
  private long[] contents = new long[INITIAL_ROOM];
  private int size;
  private long added;

  /** Adds an event; the content is the caller's. */
  void add(long time, long content) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      numbers = Arrays.copyOf(numbers, 2 * size);
      contents = Arrays.copyOf(contents, 2 * size);
    }
    int hole = size++;
    while (hole > 0) {
      int parent = (hole - 1) / ARITY;
      // A new number is the largest, so among equal times it stays below.
      if (times[parent] <= time) {
        break;
      }
      move(parent, hole);
      hole = parent;
    }
    put(hole, time, added++, content);
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The time of the first event; there has to be one. */
  long firstTime() {
    return times[0];
  }

  /** What was given with the first event; there has to be one. */
  long firstContent() {
    return contents[0];
  }

  /** Drops the first event; there has to be one. */
  void removeFirst() {
    size--;
    if (size > 0) {
      siftDown(times[size], numbers[size], contents[size]);
    }
  }

  private void siftDown(long time, long number, long content) {
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
    put(hole, time, number, content);
  }

  private static boolean before(long time, long number, long otherTime, long otherNumber) {
    return time < otherTime || (time == otherTime && number < otherNumber);
  }

  private void move(int from, int to) {
    put(to, times[from], numbers[from], contents[from]);
  }

  private void put(int at, long time, long number, long content) {
    times[at] = time;
    numbers[at] = number;
    contents[at] = content;
  }
}

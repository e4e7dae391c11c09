package org.medchain.simulation.event;

import java.util.Arrays;

/**
 * The calendar of the near future (Brown 1988): one bucket for each of the next periods, all of one
 * length, and in a bucket the events of its period in the order in which they were added.
 *
 * <p>The buckets are a ring. A bucket's events lie in chunks of a shared pool, 16 bytes an event; a
 * chunk that was emptied is the next to be used, so it is still in the processor's cache.
 */
final class EventBuckets {
  private static final int CHUNK_EVENTS = 8;
  private static final int CHUNK_LONGS = 2 * CHUNK_EVENTS;
  private static final int NONE = -1;

  private final int shift;
  private final int mask;

  /** By bucket, its last chunk; the chunks of a bucket are a ring of their own. */
  private final int[] lastChunks;

  /** By bucket, the events in its last chunk. */
  private final int[] lastSizes;

  /** One bit a bucket: whether it has events. */
  private final long[] occupied;

  /** The pool: time and content of each event. */
  private long[] chunks = new long[16 * CHUNK_LONGS];

  private int[] nextChunks = new int[16];
  private int usedChunks;
  private int freeChunk = NONE;
  private int occupiedCount;

  /** The number of the period that the clock is in, counted from time 0; its bucket is empty. */
  private long current;

  /**
   * Empty buckets.
   *
   * @param shift a period has 2^shift ns
   * @param count how many; a power of two, 64 or more
   */
  EventBuckets(int shift, int count, long nowNs) {
    this.shift = shift;
    this.mask = count - 1;
    this.lastChunks = new int[count];
    this.lastSizes = new int[count];
    this.occupied = new long[count / Long.SIZE];
    this.current = nowNs >>> shift;
  }

  int shift() {
    return shift;
  }

  int count() {
    return mask + 1;
  }

  boolean isEmpty() {
    return occupiedCount == 0;
  }

  /** Whether the time is in the current period or before: too near for a bucket. */
  boolean isPast(long time) {
    return (time >>> shift) <= current;
  }

  /** Whether the time is later than the last bucket's period. */
  boolean isBeyond(long time) {
    return (time >>> shift) - current > mask;
  }

  /** Adds an event that is neither past nor beyond. */
  void add(long time, long content) {
    int bucket = (int) (time >>> shift) & mask;
    int size = lastSizes[bucket];
    int chunk = lastChunks[bucket];
    if (size == 0) {
      occupied[bucket / Long.SIZE] |= 1L << bucket;
      occupiedCount++;
      chunk = newChunk();
      nextChunks[chunk] = chunk;
      lastChunks[bucket] = chunk;
    } else if (size == CHUNK_EVENTS) {
      int added = newChunk();
      nextChunks[added] = nextChunks[chunk];
      nextChunks[chunk] = added;
      lastChunks[bucket] = added;
      chunk = added;
      size = 0;
    }
    int at = chunk * CHUNK_LONGS + 2 * size;
    chunks[at] = time;
    chunks[at + 1] = content;
    lastSizes[bucket] = size + 1;
  }

  private int newChunk() {
    int chunk = freeChunk;
    if (chunk != NONE) {
      freeChunk = nextChunks[chunk];
      return chunk;
    }
    if (usedChunks == nextChunks.length) {
      nextChunks = Arrays.copyOf(nextChunks, 2 * usedChunks);
      chunks = Arrays.copyOf(chunks, 2 * usedChunks * CHUNK_LONGS);
    }
    return usedChunks++;
  }

  /** The earliest time of the first bucket that has events; one has to. */
  long firstTime() {
    int bucket = (int) firstPeriod() & mask;
    long least = Long.MAX_VALUE;
    int last = lastChunks[bucket];
    int chunk = last;
    do {
      chunk = nextChunks[chunk];
      int end = chunk * CHUNK_LONGS + 2 * (chunk == last ? lastSizes[bucket] : CHUNK_EVENTS);
      for (int at = chunk * CHUNK_LONGS; at < end; at += 2) {
        least = Math.min(least, chunks[at]);
      }
    } while (chunk != last);
    return least;
  }

  /** Moves to the first bucket that has events, and empties it into the heap; one has to. */
  void drainFirst(EventHeap target) {
    current = firstPeriod();
    int bucket = (int) current & mask;
    int last = lastChunks[bucket];
    int chunk = nextChunks[last];
    for (; chunk != last; chunk = recycle(chunk)) {
      drain(chunk, CHUNK_EVENTS, target);
    }
    drain(last, lastSizes[bucket], target);
    recycle(last);
    lastSizes[bucket] = 0;
    occupied[bucket / Long.SIZE] &= ~(1L << bucket);
    occupiedCount--;
  }

  private void drain(int chunk, int events, EventHeap target) {
    int begin = chunk * CHUNK_LONGS;
    for (int at = begin; at < begin + 2 * events; at += 2) {
      target.add(chunks[at], chunks[at + 1]);
    }
  }

  /** Frees a chunk and returns the next one of its bucket. */
  private int recycle(int chunk) {
    int next = nextChunks[chunk];
    nextChunks[chunk] = freeChunk;
    freeChunk = chunk;
    return next;
  }

  /** Moves to this time, where no bucket has events. */
  void skipTo(long time) {
    current = time >>> shift;
  }

  private long firstPeriod() {
    int start = (int) (current + 1) & mask;
    int word = start / Long.SIZE;
    long bits = occupied[word] & (-1L << start);
    while (bits == 0) {
      word = (word + 1) & (occupied.length - 1);
      bits = occupied[word];
    }
    int bucket = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
    return current + 1 + ((bucket - start) & mask);
  }
}

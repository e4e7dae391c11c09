package org.medchain.contract.engine;

/**
 * Accesses to the state: a bound on them, or their number (CON-28). Every access is one path of the
 * tree, and every written path is hashed once a block, so these are the time, too.
 *
 * @param reads keys that are looked up
 * @param writes keys that get or lose a value
 * @param bytes of the keys and values that are written: the state grows by at most this
 */
public record StateWork(long reads, long writes, long bytes) {
  /** None. */
  public static final StateWork NONE = new StateWork(0, 0, 0);

  /** Both one after the other. */
  public StateWork plus(StateWork more) {
    return new StateWork(reads + more.reads, writes + more.writes, bytes + more.bytes);
  }

  /** This, {@code count} times. */
  public StateWork times(long count) {
    return new StateWork(reads * count, writes * count, bytes * count);
  }

  /** One number for all of it: accesses, and one more for each kilobyte that is written. */
  public long units() {
    return reads + writes + bytes / 1024;
  }

  /** Whether nothing of {@code counted} is more. */
  public boolean covers(StateWork counted) {
    return counted.reads <= reads && counted.writes <= writes && counted.bytes <= bytes;
  }
}

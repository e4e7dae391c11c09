package org.medchain.node.host;

/**
 * The time that replicas see: Unix time when the process began, and from then on what the monotonic
 * clock adds, so that it never goes back when the system clock is set (CONS-1).
 */
public final class HostClock {
  private final long originNs;
  private final long startNs;

  private HostClock(long originNs, long startNs) {
    this.originNs = originNs;
    this.startNs = startNs;
  }

  /** Of this machine. */
  public static HostClock system() {
    return new HostClock(System.currentTimeMillis() * 1_000_000, System.nanoTime());
  }

  /** Nanoseconds since the Unix epoch. */
  public long nowNs() {
    return originNs + (System.nanoTime() - startNs);
  }
}

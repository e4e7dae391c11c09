package org.medchain.comparison.config;

/**
 * A node's disk (key {@code disk}).
 *
 * @param forceUs until written data is durable, in microseconds of virtual time, 0 or more
 */
public record DiskConfig(double forceUs) {
  /** 500 µs, an ordinary solid-state disk. */
  public static DiskConfig defaults() {
    return new DiskConfig(500);
  }
}

package org.medchain.comparison;

/** From the units of a config to the nanoseconds and microseconds of the simulation. */
final class ConfigDurations {
  private ConfigDurations() {}

  static long msToNs(double ms) {
    return Math.round(ms * 1e6);
  }

  /** Infinity, which is never, becomes the largest number there is. */
  static long secondsToNs(double seconds) {
    return Math.round(seconds * 1e9);
  }

  static long secondsToUs(double seconds) {
    return Math.round(seconds * 1e6);
  }
}

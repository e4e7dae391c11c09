package org.medchain.simulation.observe;

/**
 * Messages delivered.
 *
 * @param messages how many
 * @param bytes their encoded lengths together
 */
public record Traffic(long messages, long bytes) {
  /** Nothing delivered. */
  public static final Traffic NONE = new Traffic(0, 0);

  /** Both together. */
  public Traffic plus(Traffic other) {
    return new Traffic(messages + other.messages, bytes + other.bytes);
  }
}

package org.medchain.consensus;

/**
 * The name of an entry that a host makes durable (CONS-3).
 *
 * @param number counted by the replica from 1
 */
public record DurabilityToken(long number) implements Comparable<DurabilityToken> {
  @Override
  public int compareTo(DurabilityToken other) {
    return Long.compare(number, other.number);
  }
}

package org.medchain.consensus;

/**
 * The name of something that a host was told to make durable (CONS-3).
 *
 * @param number counted by the replica from 1
 */
public record Token(long number) implements Comparable<Token> {
  @Override
  public int compareTo(Token other) {
    return Long.compare(number, other.number);
  }
}

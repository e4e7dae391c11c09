package org.medchain.node.admission;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.medchain.network.Envelope;

/**
 * The answers that one link may still get (NODE-20): a number of messages and of bytes, both
 * refilled with time. Pure: the time is given.
 */
final class LinkBudget {
  /** More than a node asks that catches up as fast as it can check what it gets. */
  static final long MESSAGES_PER_SECOND = 256;

  /** Half of the bytes that a link of a gigabit carries. */
  static final long BYTES_PER_SECOND = 64L << 20;

  private static final double SECOND_NS = 1e9;

  private double messages = MESSAGES_PER_SECOND;
  private double bytes = BYTES_PER_SECOND;
  private long filledNs;

  /** Questions that wait for their turn: the newest of each kind. */
  private final Map<MessageKind, Envelope> waiting = new EnumMap<>(MessageKind.class);

  LinkBudget(long nowNs) {
    filledNs = nowNs;
  }

  /** Takes one message if both budgets last. */
  boolean tryTake(long nowNs) {
    refill(nowNs);
    if (messages < 1 || bytes < 0) {
      return false;
    }
    messages--;
    return true;
  }

  /**
   * Charges an answer that was sent; one answer may exceed what is left, and later ones pay for it.
   */
  void charge(long sentBytes, long nowNs) {
    refill(nowNs);
    bytes -= sentBytes;
  }

  private void refill(long nowNs) {
    double seconds = Math.max(0, nowNs - filledNs) / SECOND_NS;
    filledNs = nowNs;
    messages = Math.min(MESSAGES_PER_SECOND, messages + seconds * MESSAGES_PER_SECOND);
    bytes = Math.min(BYTES_PER_SECOND, bytes + seconds * BYTES_PER_SECOND);
  }

  /** How long until the next message may be taken, in nanoseconds; at least 1. */
  long pauseNs() {
    double forMessage = (1 - messages) / MESSAGES_PER_SECOND;
    double forBytes = -bytes / BYTES_PER_SECOND;
    return Math.max(1, (long) Math.ceil(Math.max(forMessage, forBytes) * SECOND_NS));
  }

  /** Keeps a question until its turn; an older one of its kind is out of date and goes. */
  void defer(MessageKind kind, Envelope envelope) {
    waiting.put(kind, envelope);
  }

  /** The next question that waits. */
  Optional<Envelope> next() {
    Optional<MessageKind> first = waiting.keySet().stream().findFirst();
    return first.map(waiting::remove);
  }

  boolean hasWaiting() {
    return !waiting.isEmpty();
  }
}

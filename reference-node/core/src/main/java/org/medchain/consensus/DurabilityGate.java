package org.medchain.consensus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Holds back the outputs of one node that wait for something to be durable (CONS-3). What is
 * durable is always a beginning of what was persisted, because the log is append-only.
 *
 * <p>This is the one place that decides when an output leaves. Here each leaves as soon as it may,
 * in the order in which the replica gave them; a test host that tries every other order which the
 * tokens allow has to replace this class alone.
 */
public final class DurabilityGate {
  /** Tokens of what is being written, in order; one stands for each thing written. */
  private final Deque<Token> writing = new ArrayDeque<>();

  private final List<Held> held = new ArrayList<>();
  private long highestToken;

  /** An output and what it waits for; {@code ordered} ones leave in their order. */
  private record Held(Output output, List<Token> waitsFor, boolean ordered) {}

  /**
   * Something has been handed to the disk under this token.
   *
   * @throws IllegalArgumentException if a higher token was there before: then nobody could say what
   *     is durable
   */
  public void persisting(Token token) {
    if (token.number() < highestToken) {
      throw new IllegalArgumentException(
          "token " + token.number() + " comes after " + highestToken);
    }
    highestToken = token.number();
    writing.add(token);
  }

  /**
   * What was handed to the disk first, of all that is not durable yet, is now.
   *
   * @param token of it
   * @return whether everything up to the token is durable
   */
  public boolean durable(Token token) {
    if (!token.equals(writing.poll())) {
      throw new IllegalStateException(token + " is durable before what came before it");
    }
    return isDurable(token);
  }

  /** Everything that was handed to the disk up to {@code token} is durable now. */
  public void durableUpTo(Token token) {
    while (!writing.isEmpty() && writing.getFirst().compareTo(token) <= 0) {
      writing.removeFirst();
    }
  }

  /** Whether anything is held back. */
  public boolean holds() {
    return !held.isEmpty();
  }

  /**
   * Whether the output may leave now; if not, it is kept.
   *
   * @param ordered for commits, reverts and restores, which must not overtake each other
   */
  public boolean mayLeave(Output output, List<Token> waitsFor, boolean ordered) {
    if (waitsFor.isEmpty() && (!ordered || held.isEmpty())) {
      return true;
    }
    Held next = new Held(output, waitsFor, ordered);
    if (isReady(next) && !(ordered && holdsOrdered())) {
      return true;
    }
    held.add(next);
    return false;
  }

  /** Takes out what may leave now, in the order in which it was given. */
  public List<Output> release() {
    List<Output> released = new ArrayList<>();
    boolean blocked = false;
    for (Iterator<Held> each = held.iterator(); each.hasNext(); ) {
      Held next = each.next();
      if (isReady(next) && !(next.ordered() && blocked)) {
        released.add(next.output());
        each.remove();
      } else {
        blocked |= next.ordered();
      }
    }
    return released;
  }

  private boolean holdsOrdered() {
    return held.stream().anyMatch(Held::ordered);
  }

  private boolean isReady(Held output) {
    return output.waitsFor().stream().allMatch(this::isDurable);
  }

  private boolean isDurable(Token token) {
    // A token that nothing was persisted under so far is not durable: its time is to come.
    return token.number() <= highestToken
        && (writing.isEmpty() || token.compareTo(writing.getFirst()) < 0);
  }
}

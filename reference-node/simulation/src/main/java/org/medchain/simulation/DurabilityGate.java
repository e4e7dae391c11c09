package org.medchain.simulation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.medchain.consensus.Output;
import org.medchain.consensus.Token;

/**
 * Holds back the outputs of one node that wait for something to be durable (CONS-3, SIM-7).
 *
 * <p>This is the one place that decides when an output leaves. Here each leaves as soon as it may,
 * in the order in which the replica gave them; a test host that tries every other order which the
 * tokens allow has to replace this class alone.
 */
final class DurabilityGate {
  /** Tokens of which something is not durable yet, with the number of such things. */
  private final TreeMap<Token, Integer> pending = new TreeMap<>();

  private final List<Held> held = new ArrayList<>();
  private long highestToken;

  /** An output and what it waits for; {@code ordered} ones leave in their order. */
  private record Held(Output output, List<Token> waitsFor, boolean ordered) {}

  /** Something has been handed to the disk under this token. */
  void persisting(Token token) {
    pending.merge(token, 1, Integer::sum);
    highestToken = Math.max(highestToken, token.number());
  }

  /**
   * Something handed to the disk under this token is durable.
   *
   * @return whether everything under the token is
   */
  boolean durable(Token token) {
    return pending.computeIfPresent(token, (same, count) -> count == 1 ? null : count - 1) == null;
  }

  /**
   * Whether the output may leave now; if not, it is kept.
   *
   * @param ordered for commits and reverts, which must not overtake each other
   */
  boolean mayLeave(Output output, List<Token> waitsFor, boolean ordered) {
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
  List<Output> release() {
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
    for (Token token : output.waitsFor()) {
      // A token that nothing was persisted under so far is not durable: its time is to come.
      if (token.number() > highestToken || pending.containsKey(token)) {
        return false;
      }
    }
    return true;
  }
}

package org.medchain.consensus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.medchain.data.Argument;

/**
 * Holds back the outputs of one node that wait for something to be durable (CONS-3). The durable
 * part is always a prefix, because the log is append-only.
 *
 * <p>This is the one place that decides when an output leaves. Here each leaves as soon as it may,
 * in the order in which the replica gave them. The other orders that the tokens allow are tried by
 * the fault harness, whose host is written apart from this class.
 */
public final class DurabilityGate {
  /** Tokens of entries that are being written, in order; one for each entry. */
  private final Deque<DurabilityToken> pendingTokens = new ArrayDeque<>();

  private final List<HeldOutput> held = new ArrayList<>();
  private long highestDurable;

  /** An output and the tokens that it waits for; {@code ordered} ones leave in their order. */
  private record HeldOutput(Output output, List<DurabilityToken> waitsFor, boolean ordered) {}

  /**
   * Something has been handed to the disk under this token.
   *
   * @throws IllegalArgumentException if a higher token was given before: then it is unclear what is
   *     durable
   */
  public void persisting(DurabilityToken token) {
    Argument.refuseIf(
        token.number() < highestDurable, "token %s comes after %s", token.number(), highestDurable);
    highestDurable = token.number();
    pendingTokens.add(token);
  }

  /**
   * The oldest entry that was not durable is durable now.
   *
   * @param token of it
   * @return whether everything up to the token is durable
   */
  public boolean durable(DurabilityToken token) {
    if (!token.equals(pendingTokens.poll())) {
      throw new IllegalStateException(token + " is durable before what came before it");
    }
    return isDurable(token);
  }

  /** Everything that was handed to the disk up to {@code token} is durable now. */
  public void durableUpTo(DurabilityToken token) {
    while (!pendingTokens.isEmpty() && pendingTokens.getFirst().compareTo(token) <= 0) {
      pendingTokens.removeFirst();
    }
  }

  /** Whether anything is held back. */
  public boolean hasHeldOutputs() {
    return !held.isEmpty();
  }

  /**
   * Whether the output may leave now; if not, it is kept.
   *
   * @param ordered for commits, reverts and restores, which must not overtake each other
   */
  public boolean mayRelease(Output output, List<DurabilityToken> waitsFor, boolean ordered) {
    if (waitsFor.isEmpty() && (!ordered || held.isEmpty())) {
      return true;
    }
    HeldOutput next = new HeldOutput(output, waitsFor, ordered);
    if (isReady(next) && !(ordered && holdsOrdered())) {
      return true;
    }
    held.add(next);
    return false;
  }

  /** Takes out what may leave now, in the order in which it was given. */
  public List<Output> release() {
    if (held.isEmpty()) {
      return List.of();
    }
    List<Output> released = new ArrayList<>();
    boolean blocked = false;
    for (Iterator<HeldOutput> each = held.iterator(); each.hasNext(); ) {
      HeldOutput next = each.next();
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
    return held.stream().anyMatch(HeldOutput::ordered);
  }

  private boolean isReady(HeldOutput output) {
    for (DurabilityToken token : output.waitsFor()) {
      if (!isDurable(token)) {
        return false;
      }
    }
    return true;
  }

  private boolean isDurable(DurabilityToken token) {
    // A token that nothing was persisted under so far is not durable: its time is to come.
    return token.number() <= highestDurable
        && (pendingTokens.isEmpty() || token.compareTo(pendingTokens.getFirst()) < 0);
  }
}

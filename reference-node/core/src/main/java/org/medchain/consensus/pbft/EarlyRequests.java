package org.medchain.consensus.pbft;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;
import org.medchain.data.RequestId;

/**
 * Waiting requests of senders that were registered less than W heights ago (PBFT-37): no block may
 * hold them yet (CONS-14), and on an idle ledger none would ever. So the primary fills the heights
 * up to the first that may with empty blocks: at most W − 1 for a block that registers clients, and
 * none unless a newcomer asks for something.
 */
final class EarlyRequests {
  private final PbftState state;

  /** By the first height whose block may hold them: that of the registration plus W. */
  private final TreeMap<Long, Set<RequestId>> byHeight = new TreeMap<>();

  EarlyRequests(PbftState state) {
    this.state = state;
  }

  /** A request of a registered sender waits from now on. */
  void onWaiting(RequestId request) {
    long registeredAt = state.clients.registeredAt(request.sender()).orElse(0);
    if (registeredAt == 0) {
      return; // from the start
    }
    long first = registeredAt + state.window();
    if (first > state.chain.executedHeight()) {
      byHeight.computeIfAbsent(first, height -> new LinkedHashSet<>()).add(request);
    }
  }

  /** Whether one waits for a higher block than that at {@code height}. */
  boolean waitAbove(long height) {
    return byHeight.tailMap(height, false).values().stream()
        .flatMap(Set::stream)
        .anyMatch(state.pool::contains);
  }

  /** Blocks from here on may hold them, as any others. */
  void onExecuted() {
    byHeight.headMap(state.chain.executedHeight(), true).clear();
  }
}

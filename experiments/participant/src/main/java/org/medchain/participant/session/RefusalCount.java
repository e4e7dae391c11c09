package org.medchain.participant.session;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.medchain.data.PublicKey;

/** Who refused the open request: what f + 1 nodes refuse, one correct node refuses. */
final class RefusalCount {
  private final int needed;
  private final Set<PublicKey> refusing = new TreeSet<>();
  private CompletableFuture<String> refused = new CompletableFuture<>();
  private Optional<String> last = Optional.empty();

  RefusalCount(int needed) {
    this.needed = needed;
  }

  /** For the next request: completes with the reason. */
  synchronized CompletableFuture<String> begin() {
    refusing.clear();
    last = Optional.empty();
    refused = new CompletableFuture<>();
    return refused;
  }

  synchronized void add(PublicKey node, String reason) {
    refusing.add(node);
    last = Optional.of(reason);
    if (refusing.size() >= needed) {
      refused.complete(reason);
    }
  }

  /** What was said last. */
  synchronized Optional<String> last() {
    return last;
  }
}

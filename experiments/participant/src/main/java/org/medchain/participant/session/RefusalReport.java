package org.medchain.participant.session;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.medchain.consensus.RejectionCounter;

/** What the client's session reports against the open request: f + 1 nodes refuse it (CONS-13). */
final class RefusalReport {
  private CompletableFuture<String> refused = new CompletableFuture<>();
  private Optional<String> last = Optional.empty();

  /** For the next request: completes with the reason. */
  synchronized CompletableFuture<String> begin() {
    last = Optional.empty();
    refused = new CompletableFuture<>();
    return refused;
  }

  /** Something was rejected: the request, or what a single node sent. */
  synchronized void add(String reason) {
    last = Optional.of(reason);
    if (reason.startsWith(RejectionCounter.REFUSED)) {
      refused.complete(reason.substring(RejectionCounter.REFUSED.length()));
    }
  }

  /** What was said last. */
  synchronized Optional<String> last() {
    return last;
  }
}

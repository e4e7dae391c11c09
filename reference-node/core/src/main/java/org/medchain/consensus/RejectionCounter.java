package org.medchain.consensus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;

/**
 * Reports rejected requests to a client's user (CONS-13). The request stays open: it may be a full
 * pool, and f + 1 may be wrong where more than f are.
 */
public final class RejectionCounter {
  private final OutstandingRequests open;
  private final Outbox outbox;
  private final Map<Hash, Set<PublicKey>> rejectingNodes = new LinkedHashMap<>();

  /** Of a session's open requests. */
  public RejectionCounter(OutstandingRequests open, Outbox outbox) {
    this.open = open;
    this.outbox = outbox;
  }

  /**
   * CONS-13: a node refuses a request; the user gets one report, when enough nodes have rejected.
   *
   * @param enough number of nodes needed
   */
  public void add(PublicKey node, RequestRejection refusal, int enough) {
    rejectingNodes.keySet().removeIf(body -> open.named(body).isEmpty());
    Optional<RequestId> request = open.named(refusal.body());
    if (request.isEmpty()) {
      return;
    }
    Set<PublicKey> refusing =
        rejectingNodes.computeIfAbsent(refusal.body(), body -> new TreeSet<>());
    if (refusing.add(node) && refusing.size() == enough) {
      outbox.add(new Output.Refused(request.get(), refusal.reason()));
    }
  }
}

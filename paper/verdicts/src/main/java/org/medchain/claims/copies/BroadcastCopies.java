package org.medchain.claims.copies;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.medchain.consensus.Request;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.simulation.observe.SimulationObserver;

/**
 * To which nodes each request, and the PRE-PREPARE that proposes it, came in time: one delay after
 * the request was sent, and two.
 */
final class BroadcastCopies implements SimulationObserver {
  /** Rounding of times to whole ns, once a hop. */
  private static final long ROUNDING_NS = 1_000;

  private static final Set<Integer> COUNTED =
      Set.of(
          Request.TYPE.code(),
          PrePrepare.TYPE.code(),
          Prepare.TYPE.code(),
          Commit.TYPE.code(),
          OrderedReply.TYPE.code());

  private final long delayNs;
  private final Map<RequestId, Long> sentNs = new LinkedHashMap<>();
  private final Map<RequestId, Set<String>> requestCopies = new LinkedHashMap<>();
  private final Map<RequestId, Set<String>> proposalCopies = new LinkedHashMap<>();
  private final Map<Integer, Long> messages = new TreeMap<>();

  /**
   * Of a run that has not begun.
   *
   * @param delayNs one-way delay of every link, in ns
   */
  BroadcastCopies(long delayNs) {
    this.delayNs = delayNs;
  }

  @Override
  public void submitted(int client, RequestId request, long intendedNs, long atNs) {
    sentNs.put(request, atNs);
    requestCopies.put(request, new LinkedHashSet<>());
    proposalCopies.put(request, new LinkedHashSet<>());
  }

  @Override
  public void delivered(String party, long atNs, Envelope envelope, int bytes) {
    if (COUNTED.contains(envelope.code())) {
      messages.merge(envelope.code(), 1L, Long::sum);
    }
    if (envelope.code() == Request.TYPE.code()) {
      add(requestCopies, Request.transaction(envelope).request(), party, atNs, 1);
    } else if (envelope.code() == PrePrepare.TYPE.code()
        && PrePrepare.TYPE.decoder().apply(envelope) instanceof PrePrepare proposal) {
      for (Transaction each : proposal.block().transactions()) {
        add(proposalCopies, each.request(), party, atNs, 2);
      }
    }
  }

  private void add(
      Map<RequestId, Set<String>> copies, RequestId request, String party, long atNs, int delays) {
    if (atNs <= sentNs.get(request) + delays * delayNs + ROUNDING_NS) {
      copies.get(request).add(party);
    }
  }

  /** The requests that were sent. */
  Set<RequestId> requests() {
    return sentNs.keySet();
  }

  /** The number of nodes that had the request one delay after it was sent. */
  int requestCopies(RequestId request) {
    return requestCopies.get(request).size();
  }

  /** Whether the replicas still asked each other what they have voted on when it came (PBFT-29). */
  boolean cameAtStart(RequestId request) {
    return sentNs.get(request) < delayNs;
  }

  /** The number of nodes that had a proposal of it two delays after it was sent. */
  int proposalCopies(RequestId request) {
    return proposalCopies.get(request).size();
  }

  /** Requests, PRE-PREPAREs, PREPAREs, COMMITs and replies that were delivered. */
  long messages() {
    return messages.values().stream().mapToLong(Long::longValue).sum();
  }
}

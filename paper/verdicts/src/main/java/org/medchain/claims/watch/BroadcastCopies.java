package org.medchain.claims.watch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.config.Latency;
import org.medchain.comparison.theory.PbftMessageCount;
import org.medchain.comparison.theory.PbftMessageCount.RequestAddressees;
import org.medchain.consensus.Request;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;

/**
 * To which nodes each request, and the PRE-PREPARE that proposes it, came in time: one delay after
 * the request was sent, and two.
 */
final class BroadcastCopies implements TrialWatch {
  /** Rounding of times to whole ns, once a hop. */
  private static final long ROUNDING_NS = 1_000;

  private static final double NS_PER_MS = 1e6;
  private static final Set<Integer> COUNTED =
      Set.of(
          Request.TYPE.code(),
          PrePrepare.TYPE.code(),
          Prepare.TYPE.code(),
          Commit.TYPE.code(),
          OrderedReply.TYPE.code());

  /**
   * A request.
   *
   * @param requestCopies nodes that had it one delay after it was sent
   * @param proposalCopies nodes that had a proposal of it after two
   * @param requestsMissing of n
   * @param proposalsMissing of the n - 1 backups
   * @param messageError between the messages of all requests and the closed form, as a share
   */
  private record RequestCopies(
      int requestCopies,
      int proposalCopies,
      int requestsMissing,
      int proposalsMissing,
      double messageError) {}

  private final int nodes;
  private final long delayNs;
  private final Map<RequestId, Long> sentNs = new LinkedHashMap<>();
  private final Map<RequestId, Set<String>> requestCopies = new LinkedHashMap<>();
  private final Map<RequestId, Set<String>> proposalCopies = new LinkedHashMap<>();
  private long messages;

  /** Of a trial in which all links have one delay. */
  BroadcastCopies(TrialCell cell) {
    this.nodes = cell.nodes();
    if (!(cell.config().network().latency() instanceof Latency.Constant latency)) {
      throw new IllegalArgumentException("copies are counted after constant delays");
    }
    this.delayNs = Math.round(latency.ms() * NS_PER_MS);
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
      messages++;
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

  @Override
  public List<? extends Record> rows(Optional<TrialResult> result) {
    double error = Math.abs(excess());
    List<RequestCopies> rows = new ArrayList<>();
    sentNs.forEach(
        (request, atNs) -> {
          int ofRequest = requestCopies.get(request).size();
          int ofProposal = proposalCopies.get(request).size();
          // Before that the replicas still ask each other what they have voted on (PBFT-29).
          boolean started = atNs >= delayNs;
          rows.add(
              new RequestCopies(
                  ofRequest,
                  ofProposal,
                  Math.max(0, nodes - ofRequest),
                  started ? Math.max(0, nodes - 1 - ofProposal) : 0,
                  error));
        });
    return rows;
  }

  /** By how much more messages were delivered than the closed form has, as a share of it. */
  private double excess() {
    PbftMessageCount theory = new PbftMessageCount(nodes, RequestAddressees.TO_ALL);
    double predicted = sentNs.size() * theory.messagesPerRequest(1).doubleValue();
    return messages / predicted - 1;
  }
}

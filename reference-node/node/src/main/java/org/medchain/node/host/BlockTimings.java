package org.medchain.node.host;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.data.Block;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Message;
import org.medchain.node.operations.LatencyPhase;
import org.medchain.node.operations.NodeMetrics;

/**
 * How long blocks and forces of the log take at this node, read off a replica's inputs and outputs
 * (OPS-5). Under proof of work there is no proposal to be seen, so nothing before the commit.
 */
final class BlockTimings {
  /** Proposals that fail are dropped when there are more. */
  private static final int MAX = 1024;

  private final NodeMetrics meters;
  private final Function<RequestId, Long> arrivals;
  private final TreeMap<Long, Long> proposedNs = new TreeMap<>();
  private final TreeMap<Long, Long> committedNs = new TreeMap<>();
  private final Deque<PendingSync> written = new ArrayDeque<>();

  private record PendingSync(DurabilityToken token, long atNs) {}

  /**
   * @param arrivals when a request came; null if it is not known
   */
  BlockTimings(NodeMetrics meters, Function<RequestId, Long> arrivals) {
    this.meters = meters;
    this.arrivals = arrivals;
  }

  void stepped(long nowNs, Input input, List<Output> outputs) {
    if (input instanceof Input.MessageReceived received) {
      messageReceived(nowNs, received.verified().message());
    } else if (input instanceof Input.Persisted persisted) {
      persisted(nowNs, persisted.token());
    }
    for (Output output : outputs) {
      switch (output) {
        case Output.Sign sign -> messageReceived(nowNs, sign.message());
        case Output.Persist persist -> written.add(new PendingSync(persist.token(), nowNs));
        case Output.Commit commit -> committed(nowNs, commit.block().height());
        default -> {}
      }
    }
  }

  private void messageReceived(long nowNs, Message message) {
    if (message instanceof PrePrepare proposal
        && proposedNs.putIfAbsent(proposal.block().height(), nowNs) == null) {
      for (Transaction each : proposal.block().transactions()) {
        ended(LatencyPhase.WAIT, arrivals.apply(each.request()), nowNs);
      }
      removeOldest(proposedNs);
    }
  }

  private void committed(long nowNs, long height) {
    ended(LatencyPhase.AGREEMENT, proposedNs.get(height), nowNs);
    proposedNs.headMap(height, true).clear();
    committedNs.put(height, nowNs);
    removeOldest(committedNs);
  }

  void executed(long nowNs, Block block) {
    ended(LatencyPhase.EXECUTION, committedNs.remove(block.height()), nowNs);
  }

  /** A phase whose beginning was not seen, which is null then, is not timed. */
  void ended(LatencyPhase phase, Long beganNs, long nowNs) {
    if (beganNs != null) {
      meters.phaseEnded(phase, nowNs - beganNs);
    }
  }

  private void persisted(long nowNs, DurabilityToken token) {
    long firstNs = nowNs;
    while (!written.isEmpty() && written.getFirst().token().compareTo(token) <= 0) {
      firstNs = Math.min(firstNs, written.removeFirst().atNs());
    }
    meters.phaseEnded(LatencyPhase.FORCE, nowNs - firstNs);
  }

  private static void removeOldest(TreeMap<Long, Long> times) {
    if (times.size() > MAX) {
      times.pollFirstEntry();
    }
  }
}

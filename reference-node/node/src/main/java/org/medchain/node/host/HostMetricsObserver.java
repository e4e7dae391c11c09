package org.medchain.node.host;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Request;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Message;
import org.medchain.node.operations.LatencyPhase;
import org.medchain.node.operations.NodeMetrics;
import org.medchain.node.turns.RecentEntries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and times a host's work (NODE-6), and tells its position, above all its log (OPS-7).
 *
 * <p>How long blocks and forces of the log take is read off the replica's inputs and outputs
 * (OPS-5). Under proof of work there is no proposal to be seen, so nothing before the commit.
 */
final class HostMetricsObserver implements HostObserver {
  private static final Logger LOG = LoggerFactory.getLogger(HostMetricsObserver.class);

  /** Arrivals of requests that wait; older ones are dropped when there are more. */
  private static final int MAX_WAITING = 100_000;

  /** Proposals that fail are dropped when there are more. */
  private static final int MAX_BLOCKS = 1024;

  private record PendingSync(DurabilityToken token, long atNs) {}

  private final NodeMetrics meters;
  private final Replica replica;
  private final BiConsumer<Long, Long> position;
  private final LongSupplier clock;
  private final Map<RequestId, Long> arrivals = new RecentEntries<>(MAX_WAITING, false);
  private final TreeMap<Long, Long> proposedNs = new TreeMap<>();
  private final TreeMap<Long, Long> committedNs = new TreeMap<>();
  private final Deque<PendingSync> written = new ArrayDeque<>();

  private long view = -1;
  private long height;

  /** An observer; {@code position} gets view and height at every change. */
  HostMetricsObserver(
      NodeMetrics meters, Replica replica, BiConsumer<Long, Long> position, LongSupplier clock) {
    this.meters = meters;
    this.replica = replica;
    this.position = position;
    this.clock = clock;
  }

  @Override
  public void stepped(Input input, List<Output> outputs) {
    long nowNs = clock.getAsLong();
    switch (input) {
      case Input.RequestSubmitted submitted -> arrived(nowNs, submitted.request());
      case Input.MessageReceived received -> messageReceived(nowNs, received.verified().message());
      case Input.Persisted persisted -> persisted(nowNs, persisted.token());
      default -> {}
    }
    for (Output output : outputs) {
      switch (output) {
        case Output.Sign sign -> messageReceived(nowNs, sign.message());
        case Output.Persist persist -> written.add(new PendingSync(persist.token(), nowNs));
        case Output.Commit commit -> committed(nowNs, commit.block().height());
        default -> {}
      }
    }
    viewIs(replica.view());
    meters.waiting(replica.pendingRequests());
  }

  private void arrived(long nowNs, Transaction request) {
    arrivals.putIfAbsent(request.request(), nowNs);
  }

  private void messageReceived(long nowNs, Message message) {
    if (message instanceof Request said) {
      arrived(nowNs, said.transaction()); // with message authentication codes
    } else if (message instanceof PrePrepare proposal
        && proposedNs.putIfAbsent(proposal.block().height(), nowNs) == null) {
      for (Transaction each : proposal.block().transactions()) {
        ended(LatencyPhase.WAIT, arrivals.get(each.request()), nowNs);
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

  /** A phase whose beginning was not seen, which is null then, is not timed. */
  private void ended(LatencyPhase phase, Long beganNs, long nowNs) {
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
    if (times.size() > MAX_BLOCKS) {
      times.pollFirstEntry();
    }
  }

  private void viewIs(long now) {
    if (now == view) {
      return;
    }
    boolean first = view < 0;
    view = now;
    meters.viewEntered(now);
    position.accept(view, height);
    if (!first) {
      LOG.atInfo().addKeyValue("view", view).log("the view before was left");
    }
  }

  private void heightIs(long now) {
    height = now;
    position.accept(Math.max(0, view), height);
  }

  @Override
  public void executed(Block block, Certificate certificate, ExecutionResult execution) {
    long nowNs = clock.getAsLong();
    for (Receipt receipt : execution.receipts()) {
      ended(LatencyPhase.REQUEST, arrivals.remove(receipt.request()), nowNs);
    }
    ended(LatencyPhase.EXECUTION, committedNs.remove(block.height()), nowNs);
    meters.blockExecuted(execution.height(), execution.receipts().size());
    heightIs(block.height());
  }

  @Override
  public void reverted(long to) {
    heightIs(to);
  }

  @Override
  public void restored(long to, Hash block) {
    meters.restored(to);
    heightIs(to);
  }

  @Override
  public void rejected(Output.Reject refused) {
    meters.rejected(refused.kind());
  }
}

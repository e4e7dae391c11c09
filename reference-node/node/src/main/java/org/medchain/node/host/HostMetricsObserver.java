package org.medchain.node.host;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Request;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.node.operations.LatencyPhase;
import org.medchain.node.operations.NodeMetrics;
import org.medchain.node.turns.RecentEntries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and times a host's work (NODE-6), and tells its position, above all its log (OPS-7). */
final class HostMetricsObserver implements HostObserver {
  private static final Logger LOG = LoggerFactory.getLogger(HostMetricsObserver.class);

  /** Arrivals of requests that wait; older ones are dropped when there are more. */
  private static final int MAX_WAITING = 100_000;

  private final NodeMetrics meters;
  private final Replica replica;
  private final BiConsumer<Long, Long> position;
  private final BlockTimings blocks;
  private final Map<RequestId, Long> arrivals = new RecentEntries<>(MAX_WAITING, false);

  private long view = -1;
  private long height;

  /** An observer; {@code position} gets view and height at every change. */
  HostMetricsObserver(NodeMetrics meters, Replica replica, BiConsumer<Long, Long> position) {
    this.meters = meters;
    this.replica = replica;
    this.position = position;
    this.blocks = new BlockTimings(meters, arrivals::get);
  }

  @Override
  public void stepped(Input input, List<Output> outputs) {
    Transaction request =
        switch (input) {
          case Input.RequestSubmitted submitted -> submitted.request();
          // One with message authentication codes.
          case Input.MessageReceived received
              when received.verified().message() instanceof Request said ->
              said.transaction();
          default -> null;
        };
    if (request != null) {
      arrivals.putIfAbsent(request.request(), System.nanoTime());
    }
    blocks.stepped(System.nanoTime(), input, outputs);
    viewIs(replica.view());
    meters.waiting(replica.pendingRequests());
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
    long nowNs = System.nanoTime();
    for (Receipt receipt : execution.receipts()) {
      blocks.ended(LatencyPhase.REQUEST, arrivals.remove(receipt.request()), nowNs);
    }
    blocks.executed(nowNs, block);
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

package org.medchain.node.host;

import java.util.List;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports the node's view and height at every change, above all to its log (OPS-7). */
public final class NodePositionReporter implements HostObserver {
  private static final Logger LOG = LoggerFactory.getLogger(NodePositionReporter.class);

  private final HostedProtocol protocol;
  private final NodePositionListener listener;
  private long view = -1;
  private long height;

  /** The listener for positions; by the replica's thread. */
  @FunctionalInterface
  public interface NodePositionListener {
    /** The node's new position. */
    void positionChanged(long view, long height);
  }

  NodePositionReporter(HostedProtocol protocol, NodePositionListener heard) {
    this.protocol = protocol;
    this.listener = heard;
  }

  @Override
  public void stepped(Input input, List<Output> outputs) {
    long now = protocol.view().getAsLong();
    if (now != view) {
      boolean first = view < 0;
      view = now;
      listener.positionChanged(view, height);
      if (!first) {
        LOG.atInfo().addKeyValue("view", view).log("the view before was left");
      }
    }
  }

  @Override
  public void executed(Block block, Certificate certificate, ExecutionResult execution) {
    heightChanged(block.height());
  }

  @Override
  public void reverted(long to) {
    heightChanged(to);
  }

  @Override
  public void restored(long to, Hash block) {
    heightChanged(to);
  }

  private void heightChanged(long to) {
    height = to;
    listener.positionChanged(Math.max(0, view), height);
  }
}

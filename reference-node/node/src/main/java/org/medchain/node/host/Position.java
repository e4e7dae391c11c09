package org.medchain.node.host;

import java.util.List;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.Execution;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells where the node stands, with every step that moves it, to its log above all (OPS-7). */
public final class Position implements HostObserver {
  private static final Logger LOG = LoggerFactory.getLogger(Position.class);

  private final HostedProtocol protocol;
  private final Heard heard;
  private long view = -1;
  private long height;

  /** Who wants to know it; by the replica's thread. */
  @FunctionalInterface
  public interface Heard {
    /** The node stands there from now on. */
    void at(long view, long height);
  }

  Position(HostedProtocol protocol, Heard heard) {
    this.protocol = protocol;
    this.heard = heard;
  }

  @Override
  public void stepped(Input input, List<Output> outputs) {
    long now = protocol.view().getAsLong();
    if (now != view) {
      boolean first = view < 0;
      view = now;
      heard.at(view, height);
      if (!first) {
        LOG.atInfo().addKeyValue("view", view).log("the view before was left");
      }
    }
  }

  @Override
  public void executed(Block block, Certificate certificate, Execution execution) {
    moved(block.height());
  }

  @Override
  public void reverted(long to) {
    moved(to);
  }

  @Override
  public void restored(long to, Hash block) {
    moved(to);
  }

  private void moved(long to) {
    height = to;
    heard.at(Math.max(0, view), height);
  }
}

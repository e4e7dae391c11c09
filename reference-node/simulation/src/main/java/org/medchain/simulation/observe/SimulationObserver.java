package org.medchain.simulation.observe;

import java.util.List;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.network.Envelope;

/**
 * Watches a run and changes nothing in it. Times are ns of virtual time; nodes and clients are
 * counted from 0 and named {@code n0}, {@code c0}, … where both occur.
 */
public interface SimulationObserver {
  /** Ignores all events. */
  SimulationObserver NONE = new SimulationObserver() {};

  /** Several observers, called in this order. */
  static SimulationObserver all(List<SimulationObserver> observers) {
    return new CompositeObserver(observers);
  }

  /**
   * A client submitted a request.
   *
   * @param intendedNs when the load wanted it; latency counts from here
   */
  default void submitted(int client, RequestId request, long intendedNs, long atNs) {}

  /** A client's request became final at this height with this result. */
  default void accepted(
      int client, RequestId request, long height, Receipt receipt, long intendedNs, long atNs) {}

  /** A node committed a block. */
  default void committed(int node, long atNs, Block block, Certificate certificate) {}

  /** A node undid all its blocks above {@code height}. */
  default void reverted(int node, long atNs, long height) {}

  /** A node has executed a block. */
  default void executed(int node, long atNs, ExecutionResult execution) {}

  /** A node is back after a crash, its state machine at the genesis state. */
  default void restarted(int node, long atNs) {}

  /**
   * A node's state is replaced by a snapshot's.
   *
   * @param height of the snapshot
   * @param block hash of the block at that height
   */
  default void restored(int node, long atNs, long height, Hash block) {}

  /** A node's search succeeded. */
  default void mined(int node, long atNs, Header sealed) {}

  /** A message was handed to a node or client that lives. */
  default void delivered(String party, long atNs, Envelope envelope, int bytes) {}

  /** A replica or session rejected something of this sender. */
  default void rejected(String party, long atNs, PublicKey sender, String reason) {}

  /** A replica or session took a step. */
  default void stepped(String party, long atNs, Input input, List<Output> outputs) {}
}

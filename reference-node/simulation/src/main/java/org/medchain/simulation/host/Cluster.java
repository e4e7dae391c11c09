package org.medchain.simulation.host;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.ProtocolFactory;
import org.medchain.consensus.Replica;
import org.medchain.consensus.StateMachine;
import org.medchain.contract.BlockExecutor;
import org.medchain.data.KeyPair;
import org.medchain.data.SignatureScheme;
import org.medchain.simulation.fault.ByzantineAssignment;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.network.MacAuthentication;

/**
 * The system of a run: the nodes of one chain and their protocol.
 *
 * @param chain whose genesis timestamp is the virtual time 0
 * @param scheme with which all keys were made: {@link SymbolicSignatures}, or real ones
 * @param nodes key pairs of all nodes; where the members change, of those to come as well
 * @param protocol that they follow
 * @param stateMachine makes one node's state machine, at the genesis state; a medical contract uses
 *     the executor, which shares what other nodes of the run computed (SIM-40)
 * @param byzantine which nodes are Byzantine, and how
 * @param macs where clients and nodes use MACs instead of signatures
 */
public record Cluster(
    ChainParameters chain,
    SignatureScheme scheme,
    List<KeyPair> nodes,
    ProtocolFactory protocol,
    Function<BlockExecutor, StateMachine> stateMachine,
    ByzantineAssignment byzantine,
    Optional<MacAuthentication> macs) {
  public Cluster {
    nodes = List.copyOf(nodes);
  }

  /** A cluster of correct nodes. */
  public Cluster(
      ChainParameters chain,
      SignatureScheme scheme,
      List<KeyPair> nodes,
      ProtocolFactory protocol,
      Function<BlockExecutor, StateMachine> stateMachine) {
    this(chain, scheme, nodes, protocol, stateMachine, ByzantineAssignment.NONE, Optional.empty());
  }

  /** The same with these nodes corrupted. */
  public Cluster with(ByzantineAssignment other) {
    return new Cluster(chain, scheme, nodes, protocol, stateMachine, other, macs);
  }

  /** The same with requests and replies under message authentication codes. */
  public Cluster with(MacAuthentication other) {
    return new Cluster(chain, scheme, nodes, protocol, stateMachine, byzantine, Optional.of(other));
  }

  /** A fresh replica of a node, which a Byzantine one has replaced or wrapped. */
  NodeReplica replica(int node) {
    Replica correct = protocol.replica().apply(nodes.get(node).publicKey());
    Replica run = byzantine.replicaFor(node, correct);
    return new NodeReplica(run, run.equals(correct));
  }

  /**
   * The replica that a node runs.
   *
   * @param isCorrect whether it is the protocol's own replica
   */
  record NodeReplica(Replica replica, boolean isCorrect) {}
}

package org.medchain.simulation.host;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.Replica;
import org.medchain.consensus.StateMachine;
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
 * @param stateMachine makes one node's executor of blocks, at the genesis state
 * @param byzantine which nodes are Byzantine, and how
 * @param macs where clients and nodes use MACs instead of signatures
 */
public record Cluster(
    ChainParameters chain,
    SignatureScheme scheme,
    List<KeyPair> nodes,
    ProtocolFactory protocol,
    Supplier<StateMachine> stateMachine,
    ByzantineAssignment byzantine,
    Optional<MacAuthentication> macs) {
  /** Copies the list. */
  public Cluster {
    nodes = List.copyOf(nodes);
  }

  /** A cluster of correct nodes. */
  public Cluster(
      ChainParameters chain,
      SignatureScheme scheme,
      List<KeyPair> nodes,
      ProtocolFactory protocol,
      Supplier<StateMachine> stateMachine) {
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

  /** A fresh replica of a node. */
  Replica replica(int node) {
    return byzantine.replicaFor(node, protocol.replica().apply(nodes.get(node).publicKey()));
  }
}

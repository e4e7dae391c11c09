package org.medchain.node.host;

import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ClientAuthentication;
import org.medchain.consensus.ClientSession;
import org.medchain.consensus.Replica;
import org.medchain.consensus.pbft.PbftClientSession;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.VoteMemory;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.consensus.pow.DifficultyRule;
import org.medchain.consensus.pow.NeighbourGraph;
import org.medchain.consensus.pow.PowClientSession;
import org.medchain.consensus.pow.PowMessages;
import org.medchain.consensus.pow.PowParameters;
import org.medchain.consensus.pow.PowReplica;
import org.medchain.contract.Genesis;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;
import org.medchain.network.MessageType;
import org.medchain.node.config.ConsensusConfig;

/**
 * The protocol that a chain's nodes run, as their configuration names it.
 *
 * @param messages all kinds
 * @param replica of this node
 * @param view that the replica is in; always 0 under proof of work
 * @param pendingRequests how many requests wait at the replica; for its thread
 * @param voteMemory whether the replica knows all its votes; for its thread
 * @param session makes a client's side
 * @param hears whether a node gets this one's broadcasts (NODE-25)
 */
public record HostedProtocol(
    List<MessageType> messages,
    Replica replica,
    LongSupplier view,
    IntSupplier pendingRequests,
    Supplier<VoteMemory> voteMemory,
    Supplier<ClientSession> session,
    Predicate<PublicKey> hears) {
  private static final double NS_PER_MS = 1e6;

  /** A client's retransmission timeout: longer than a view change takes. */
  private static final long CLIENT_RETRANSMIT_NS = 3_000_000_000L;

  /** The protocol of {@code config} for the node with this key. */
  public static HostedProtocol of(ConsensusConfig config, Genesis genesis, PublicKey self) {
    return switch (config.protocol()) {
      case PBFT -> pbft(config, genesis, self);
      case POW -> pow(config, genesis, self);
    };
  }

  private static HostedProtocol pbft(ConsensusConfig config, Genesis genesis, PublicKey self) {
    PbftParameters parameters =
        new PbftParameters(
            genesis.chainParameters(),
            limits(config),
            config.timeouts(),
            ns(config.retransmitMs()),
            config.poolCapacity(),
            config.checkpointInterval(),
            switch (config.requests()) {
              case SIGNED -> ClientAuthentication.SIGNATURE;
              case SESSION_MACS -> ClientAuthentication.SESSION_MAC;
            });
    PbftReplica replica = new PbftReplica(parameters, genesis.membership(), self);
    return new HostedProtocol(
        PbftMessages.all(),
        replica,
        replica::view,
        replica::pendingRequests,
        replica::voteMemory,
        () ->
            new PbftClientSession(
                genesis.membership(), parameters.chain().recoveries(), CLIENT_RETRANSMIT_NS),
        other -> true);
  }

  private static HostedProtocol pow(ConsensusConfig config, Genesis genesis, PublicKey self) {
    Membership members = genesis.membership();
    Optional<NeighbourGraph> links = links(config, genesis);
    PowParameters parameters =
        new PowParameters(
            genesis.chainParameters(),
            config.confirmations(),
            limits(config),
            config.poolCapacity(),
            ns(config.retransmitMs()),
            new DifficultyRule.Constant(),
            PowParameters.BRANCH_DEPTH,
            links);
    PowReplica replica = new PowReplica(parameters, members, self);
    return new HostedProtocol(
        PowMessages.all(),
        replica,
        () -> 0,
        replica::pendingRequests,
        () -> VoteMemory.INTACT,
        () -> new PowClientSession(parameters, members, CLIENT_RETRANSMIT_NS),
        other -> links.map(graph -> graph.isLinked(members, self, other)).orElse(true));
  }

  /**
   * The links between the genesis' nodes; empty where all are linked.
   *
   * @throws IllegalArgumentException in one line, if they do not connect these nodes
   */
  static Optional<NeighbourGraph> links(ConsensusConfig config, Genesis genesis) {
    return config.neighbours().isEmpty()
        ? Optional.empty()
        : Optional.of(
            NeighbourGraph.of(
                "consensus.neighbours",
                genesis.membership().size(),
                config.neighbours(),
                genesis.chain().toBytes()));
  }

  private static BatchLimits limits(ConsensusConfig config) {
    return new BatchLimits(
        config.batchTransactions(), config.batchBytes(), ns(config.batchDelayMs()));
  }

  private static long ns(double ms) {
    return Math.round(ms * NS_PER_MS);
  }
}

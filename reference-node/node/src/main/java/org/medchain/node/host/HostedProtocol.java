package org.medchain.node.host;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ClientAuthentication;
import org.medchain.consensus.Protocol;
import org.medchain.consensus.ProtocolFactory;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.consensus.pbft.message.CheckpointContext.ContextMaker;
import org.medchain.consensus.pow.DifficultyRule;
import org.medchain.consensus.pow.NeighbourGraph;
import org.medchain.consensus.pow.PowParameters;
import org.medchain.consensus.pow.ProofOfWork;
import org.medchain.contract.Genesis;
import org.medchain.node.config.ConsensusConfig;

/** The protocol that a chain's nodes run, as their configuration names and sets it. */
public final class HostedProtocol {
  private static final Map<Protocol, BiFunction<ConsensusConfig, Genesis, ProtocolFactory>> ALL =
      Map.of(Pbft.PROTOCOL, HostedProtocol::pbft, ProofOfWork.PROTOCOL, HostedProtocol::pow);

  private static final double NS_PER_MS = 1e6;

  /** A client's retransmission timeout: longer than a view change takes. */
  private static final long CLIENT_RETRANSMIT_NS = 3_000_000_000L;

  private HostedProtocol() {}

  /** The protocol of {@code config} for the nodes and clients of the chain. */
  public static ProtocolFactory of(ConsensusConfig config, Genesis genesis) {
    return ALL.get(config.protocol()).apply(config, genesis);
  }

  /** The protocol with this word in files. */
  public static Protocol named(String key) {
    return ALL.keySet().stream().filter(each -> each.key().equals(key)).findFirst().orElseThrow();
  }

  private static ProtocolFactory pbft(ConsensusConfig config, Genesis genesis) {
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
    return Pbft.of(parameters, genesis.membership(), CLIENT_RETRANSMIT_NS, ContextMaker.ALONE);
  }

  private static ProtocolFactory pow(ConsensusConfig config, Genesis genesis) {
    PowParameters parameters =
        new PowParameters(
            genesis.chainParameters(),
            config.confirmations(),
            limits(config),
            config.poolCapacity(),
            ns(config.retransmitMs()),
            new DifficultyRule.Constant(),
            PowParameters.BRANCH_DEPTH,
            links(config, genesis));
    return ProofOfWork.of(parameters, genesis.membership(), CLIENT_RETRANSMIT_NS);
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

package org.medchain.comparison;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.medchain.comparison.config.PbftConfig;
import org.medchain.comparison.config.PowConfig;
import org.medchain.comparison.theory.Confirmations;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.pbft.PbftClientSession;
import org.medchain.consensus.pbft.PbftMessages;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pow.PowClientSession;
import org.medchain.consensus.pow.PowMessages;
import org.medchain.consensus.pow.PowParameters;
import org.medchain.consensus.pow.PowReplica;
import org.medchain.network.Membership;
import org.medchain.simulation.Protocol;

/**
 * The protocol of a trial, as the simulation runs it, and what can be asked of its replicas
 * afterwards.
 */
final class RunningProtocol {
  private final Protocol protocol;

  /** PBFT's replicas by their index in the membership; empty under proof of work. */
  private final Map<Integer, PbftReplica> pbft = new TreeMap<>();

  RunningProtocol(
      TrialCell cell, ChainParameters chain, Membership members, Confirmations confirmations) {
    protocol =
        switch (cell.protocol()) {
          case PBFT -> pbft(cell.config().pbft(), chain, members);
          case POW -> pow(cell.config().pow(), chain, members, confirmations.count());
        };
  }

  private Protocol pbft(PbftConfig config, ChainParameters chain, Membership members) {
    long clientRetransmitNs = Durations.msToNs(config.clientRetransmitMs());
    PbftParameters parameters =
        new PbftParameters(
            chain,
            new BatchLimits(
                config.batchTransactions(),
                config.batchBytes(),
                Durations.msToNs(config.batchDelayMs())),
            Durations.msToNs(config.viewTimeoutMs()),
            Durations.msToNs(config.retransmitMs()),
            config.poolCapacity());
    return new Protocol(
        PbftMessages.all(),
        self -> {
          PbftReplica replica = new PbftReplica(parameters, members, self);
          pbft.put(members.indexOf(self), replica);
          return replica;
        },
        () -> new PbftClientSession(members, clientRetransmitNs));
  }

  private static Protocol pow(
      PowConfig config, ChainParameters chain, Membership members, int confirmations) {
    long clientRetransmitNs = Durations.msToNs(config.clientRetransmitMs());
    PowParameters parameters =
        new PowParameters(
            chain,
            confirmations,
            new BatchLimits(
                config.blockTransactions(),
                config.blockBytes(),
                Durations.msToNs(config.templateRefreshMs())),
            config.poolCapacity(),
            Durations.msToNs(config.retransmitMs()));
    return new Protocol(
        PowMessages.all(),
        self -> new PowReplica(parameters, members, self),
        () -> new PowClientSession(chain, members, confirmations, clientRetransmitNs));
  }

  /** For the simulation. */
  Protocol protocol() {
    return protocol;
  }

  /** The highest view that one of these nodes reached; empty under proof of work. */
  OptionalLong highestView(Iterable<Integer> nodes) {
    OptionalLong highest = OptionalLong.empty();
    for (int node : nodes) {
      if (pbft.containsKey(node)) {
        highest = OptionalLong.of(Math.max(highest.orElse(0), pbft.get(node).view()));
      }
    }
    return highest;
  }
}

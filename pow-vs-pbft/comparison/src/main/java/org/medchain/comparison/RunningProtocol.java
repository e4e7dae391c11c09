package org.medchain.comparison;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.medchain.comparison.config.PbftConfig;
import org.medchain.comparison.config.PowConfig;
import org.medchain.comparison.config.RequestProofKind;
import org.medchain.comparison.config.Retarget;
import org.medchain.comparison.config.SealedConfig;
import org.medchain.comparison.theory.ConfirmationDepth;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.ClientAuthentication;
import org.medchain.consensus.ProtocolFactory;
import org.medchain.consensus.Replica;
import org.medchain.consensus.ViewTimeouts;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.consensus.pow.DifficultyRule;
import org.medchain.consensus.pow.PowParameters;
import org.medchain.consensus.pow.ProofOfWork;
import org.medchain.data.Difficulty;
import org.medchain.network.Membership;
import org.medchain.simulation.host.SharedContexts;

/** The protocol of a trial, as the simulation runs it, and its replicas afterwards. */
final class RunningProtocol {
  private static final double MS_PER_S = 1000;

  private final ProtocolFactory protocol;

  /** By their index in the membership, of each the last life. */
  private final Map<Integer, Replica> replicas = new TreeMap<>();

  RunningProtocol(
      TrialCell cell, ChainParameters chain, Membership members, ConfirmationDepth confirmations) {
    ProtocolFactory plain =
        switch (cell.protocol()) {
          case PBFT -> pbft(cell.config().pbft(), 0, chain, members);
          case SEALED -> pbft(cell.config().pbft(), searchMs(cell), chain, members);
          case POW -> pow(cell, chain, members, confirmations.count());
        };
    protocol =
        new ProtocolFactory(
            plain.messages(),
            self -> {
              Replica replica = plain.replica().apply(self);
              replicas.put(members.indexOf(self), replica);
              return replica;
            },
            plain.client());
  }

  /** PBFT-23: the part of the view timeout for the search. */
  private static double searchMs(TrialCell cell) {
    SealedConfig sealed = cell.config().sealed();
    return sealed.timeoutSearches() * sealed.searchS() * 1000;
  }

  private static ProtocolFactory pbft(
      PbftConfig config, double moreTimeoutMs, ChainParameters chain, Membership members) {
    PbftParameters parameters =
        new PbftParameters(
            chain,
            new BatchLimits(
                config.batchTransactions(),
                config.batchBytes(),
                ConfigDurations.msToNs(config.batchDelayMs())),
            timeouts(config, moreTimeoutMs),
            ConfigDurations.msToNs(config.retransmitMs()),
            config.poolCapacity(),
            config.checkpointInterval(),
            config.requests() == RequestProofKind.MACS
                ? ClientAuthentication.MAC
                : ClientAuthentication.SIGNATURE);
    return Pbft.of(
        parameters,
        members,
        ConfigDurations.msToNs(config.clientRetransmitMs()),
        new SharedContexts());
  }

  /** Both ends of the range are longer: a search takes as long however often a view failed. */
  private static ViewTimeouts timeouts(PbftConfig config, double moreMs) {
    double firstMs = config.viewTimeoutMs() + moreMs;
    OptionalDouble longestMs = config.longestViewTimeoutMs();
    return ViewTimeouts.ofMs(
        firstMs,
        longestMs.isEmpty() ? ViewTimeouts.longestMs(firstMs) : longestMs.getAsDouble() + moreMs,
        config.networkDelayMs().orElse(0));
  }

  private static ProtocolFactory pow(
      TrialCell cell, ChainParameters chain, Membership members, int confirmations) {
    PowConfig config = cell.config().pow();
    PowParameters parameters =
        new PowParameters(
            chain,
            confirmations,
            new BatchLimits(
                config.blockTransactions(),
                config.blockBytes(),
                ConfigDurations.msToNs(config.templateRefreshMs())),
            config.poolCapacity(),
            ConfigDurations.msToNs(config.retransmitMs()),
            difficultyRule(config),
            PowParameters.BRANCH_DEPTH,
            cell.neighbours());
    return ProofOfWork.of(parameters, members, ConfigDurations.msToNs(config.clientRetransmitMs()));
  }

  /** CMP-46: blocks are to come as they do while all nodes mine under the first difficulty. */
  private static DifficultyRule difficultyRule(PowConfig config) {
    long spacingMs = Math.round(config.intervalS() * MS_PER_S);
    return switch (config.retarget()) {
      case Retarget.Constant it -> new DifficultyRule.Constant();
      case Retarget.Windowed it ->
          new DifficultyRule.Windowed(it.window(), spacingMs, easiest(config, it.easiest()));
      case Retarget.Asert it ->
          new DifficultyRule.Asert(
              spacingMs,
              Math.round(it.halfLifeBlocks() * spacingMs),
              easiest(config, it.easiest()));
    };
  }

  private static Difficulty easiest(PowConfig config, double share) {
    // Rounded down, so that it is never harder than the first block's.
    return Difficulty.ofCoefficient(Math.max(1, (long) (config.difficulty() * share)));
  }

  /** For the simulation. */
  ProtocolFactory protocol() {
    return protocol;
  }

  /** How often one of these nodes changed its view at most; empty if none of them ran. */
  OptionalLong viewChanges(Iterable<Integer> nodes) {
    OptionalLong highest = OptionalLong.empty();
    for (int node : nodes) {
      if (replicas.containsKey(node)) {
        long number = ViewNumbers.number(replicas.get(node).view());
        highest = OptionalLong.of(Math.max(highest.orElse(0), number));
      }
    }
    return highest;
  }
}

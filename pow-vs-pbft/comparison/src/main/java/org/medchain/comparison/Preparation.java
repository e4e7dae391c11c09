package org.medchain.comparison;

import java.util.List;
import java.util.stream.IntStream;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.PointsConfig;
import org.medchain.comparison.config.Protocol;
import org.medchain.comparison.config.Signatures;
import org.medchain.comparison.theory.Confirmations;
import org.medchain.comparison.workload.Participants;
import org.medchain.comparison.workload.SyntheticRecord;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.comparison.workload.WorkloadPlan;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Difficulty;
import org.medchain.data.Ed25519;
import org.medchain.data.KeyPair;
import org.medchain.data.SignatureScheme;
import org.medchain.incentive.PointRules;
import org.medchain.simulation.Cluster;
import org.medchain.simulation.Environment;
import org.medchain.simulation.Load;
import org.medchain.simulation.SymbolicSignatures;

/**
 * Everything that a trial's cell determines before its first event.
 *
 * @param faulty which nodes, and how
 * @param confirmations proof of work's k, chosen against the nominal fault rate
 * @param protocol with its replicas
 * @param cluster nodes and executors of blocks
 * @param environment network, processors, faults
 * @param load requests
 */
record Preparation(
    Faulty faulty,
    Confirmations confirmations,
    RunningProtocol protocol,
    Cluster cluster,
    Environment environment,
    Load load) {
  static Preparation of(TrialCell cell, SyntheticRecords records) {
    ExperimentConfig config = cell.config();
    SignatureScheme scheme =
        config.signatures() == Signatures.ED25519 ? new Ed25519() : new SymbolicSignatures();
    Participants participants =
        new Participants(
            scheme, records, cell.pairSeed(), cell.nodes(), config.workload().clients());
    Genesis genesis = genesis(cell, records, participants);
    Confirmations confirmations = confirmations(cell);
    RunningProtocol protocol =
        new RunningProtocol(cell, genesis.chainParameters(), genesis.membership(), confirmations);
    Cluster cluster =
        new Cluster(
            genesis.chainParameters(),
            scheme,
            participants.nodes(),
            protocol.protocol(),
            () -> new MedicalContract(genesis));
    Faulty faulty = Faulty.of(cell);
    WorkloadPlan plan =
        new WorkloadPlan(
            config.workload(),
            config.points(),
            records,
            participants,
            scheme,
            genesis.chain(),
            cell.pairSeed());
    return new Preparation(
        faulty,
        confirmations,
        protocol,
        cluster,
        Surroundings.of(cell, faulty.plan()),
        plan.load());
  }

  private static Confirmations confirmations(TrialCell cell) {
    var rule = cell.config().pow().confirmations();
    return Confirmations.against(cell.faultRate(), rule.epsilon(), rule.floor(), rule.cap());
  }

  private static Genesis genesis(
      TrialCell cell, SyntheticRecords records, Participants participants) {
    ExperimentConfig config = cell.config();
    boolean search = cell.protocol() == Protocol.POW;
    double toleranceMs =
        search ? config.pow().clockToleranceMs() : config.pbft().clockToleranceMs();
    Genesis.Terms terms =
        new Genesis.Terms(
            // The chain begins when the last record has been made, so none is from the future.
            records.records().stream().mapToLong(SyntheticRecord::timestampMs).max().orElse(0),
            participants.nodes().stream().map(KeyPair::publicKey).toList(),
            config.pbft().window(),
            search ? Difficulty.ofCoefficient(config.pow().difficulty()) : Difficulty.NONE,
            Math.round(toleranceMs),
            participants.center().publicKey(),
            rules(config.points()));
    return new Genesis(terms, participants.registered());
  }

  private static PointRules rules(PointsConfig points) {
    return new PointRules(
        points.initial(),
        points.uploadReward(),
        points.falsePenalty(),
        points.queryPrice(),
        (int) Math.round(points.ownerShare() * PointRules.WHOLE_BP));
  }

  /** The nodes that are not faulty, ascending. */
  List<Integer> honest() {
    return allNodes().stream().filter(node -> !faulty.nodes().contains(node)).toList();
  }

  /** All nodes. */
  List<Integer> allNodes() {
    return IntStream.range(0, cluster.nodes().size()).boxed().toList();
  }
}

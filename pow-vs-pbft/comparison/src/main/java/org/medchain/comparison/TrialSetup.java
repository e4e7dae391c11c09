package org.medchain.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.adversary.ByzantineBehaviour;
import org.medchain.adversary.DoubleSpendTerms;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.GameConfig;
import org.medchain.comparison.config.PointsConfig;
import org.medchain.comparison.config.RequestProofKind;
import org.medchain.comparison.config.Signatures;
import org.medchain.comparison.theory.ConfirmationDepth;
import org.medchain.comparison.workload.ChainParticipants;
import org.medchain.comparison.workload.ConflictingTransactions;
import org.medchain.comparison.workload.DayPlan;
import org.medchain.comparison.workload.DayRequests;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.comparison.workload.VerdictGame;
import org.medchain.comparison.workload.WorkloadPlan;
import org.medchain.contract.BlockExecutor;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.data.Difficulty;
import org.medchain.data.Ed25519;
import org.medchain.data.KeyPair;
import org.medchain.data.MacScheme;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.data.X25519MacScheme;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.VerdictRules;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.network.MacAuthentication;

/**
 * Everything that a trial's cell determines before its first event.
 *
 * @param trial what holds on every host
 * @param confirmations proof of work's k, chosen for the configured finality
 * @param byzantine the Byzantine nodes
 * @param protocol with its replicas
 * @param cluster nodes and executors of blocks
 * @param environment network, processors, faults
 * @param load requests
 * @param game of uploaders and verifiers, whose clients are then the load
 * @param day of visits, whose requests are then the load
 */
record TrialSetup(
    ProcessTrial trial,
    ConfirmationDepth confirmations,
    ByzantineNodes byzantine,
    RunningProtocol protocol,
    Cluster cluster,
    RunEnvironment environment,
    Load load,
    Optional<VerdictGame> game,
    Optional<DayRequests> day) {
  private static final long NS_PER_MS = 1_000_000;

  static TrialSetup of(TrialCell cell, SyntheticRecords dataset) {
    SignatureScheme scheme =
        cell.config().signatures() == Signatures.ED25519 ? new Ed25519() : new SymbolicSignatures();
    ProcessTrial trial = new ProcessTrial(cell, dataset, scheme);
    ChainParticipants participants = trial.participants();
    Genesis genesis =
        trial.genesis(
            participants.nodes().stream().map(KeyPair::publicKey).toList(),
            trial.records().latestMs());
    ConfirmationDepth confirmations =
        cell.finality().confirmations(cell.config().pow().confirmations());
    RunningProtocol protocol =
        new RunningProtocol(cell, genesis.chainParameters(), genesis.membership(), confirmations);
    WorkloadPlan plan = trial.plan(genesis);
    DoubleSpendTerms spending =
        ConflictingTransactions.create(
            trial.records(), participants, scheme, genesis.chain(), confirmations.count());
    Optional<VerdictGame> game = game(cell, plan, trial.standing(), genesis);
    Optional<DayRequests> day = trial.day(genesis);
    ByzantineNodes byzantine =
        new ByzantineNodes(
            trial.faulty().adversaries(),
            genesis,
            protocol.protocol(),
            new ByzantineMember(
                genesis,
                cell.consensus().isFinal(),
                genesis.chainParameters().genesis().header().timestampMs() * NS_PER_MS,
                participants.clients(),
                Optional.of(spending),
                cell.ownSeed()),
            cell.consensus().isFinal() && !trial.standing().agreementPromised(),
            new TreeMap<>());
    return new TrialSetup(
        trial,
        confirmations,
        byzantine,
        protocol,
        cluster(cell, genesis, participants, scheme, protocol, game).with(byzantine),
        SimulationEnvironments.environment(cell, trial.faulty()),
        game.map(VerdictGame::load).or(() -> day.map(DayRequests::load)).orElseGet(plan::load),
        game,
        day);
  }

  static ChainParticipants participants(
      TrialCell cell, SignatureScheme scheme, SyntheticRecords records, Optional<DayPlan> planned) {
    int clients = cell.config().workload().clients();
    return planned.isPresent()
        ? ChainParticipants.ofDay(scheme, planned.get(), cell.pairSeed(), cell.nodes(), clients)
        : new ChainParticipants(scheme, records, cell.pairSeed(), cell.nodes(), clients);
  }

  /** CMP-53: its clients read the state of nodes that are correct, and as far as any. */
  private static Optional<VerdictGame> game(
      TrialCell cell, WorkloadPlan plan, ExpectedGuarantees standing, Genesis genesis) {
    return Optional.of(cell.config().game())
        .filter(GameConfig::isOn)
        .map(
            game ->
                new VerdictGame(
                    plan, game, standing.chainNodes(cell.consensus()), genesis.state().supply()));
  }

  /** The result of a trial, with what became of its records where that is a game. */
  TrialResult withGame(TrialResult result) {
    return game.map(played -> result.with(played.outcome())).orElse(result);
  }

  private static Cluster cluster(
      TrialCell cell,
      Genesis genesis,
      ChainParticipants participants,
      SignatureScheme scheme,
      RunningProtocol protocol,
      Optional<VerdictGame> game) {
    Cluster cluster =
        new Cluster(
            genesis.chainParameters(),
            scheme,
            participants.nodes(),
            protocol.protocol(),
            executor -> contract(genesis, executor, game));
    return cell.protocol().reads("pbft") && cell.config().pbft().requests() == RequestProofKind.MACS
        ? cluster.with(new MacAuthentication(macs(scheme), participants::senderKeys))
        : cluster;
  }

  private static MedicalContract contract(
      Genesis genesis, BlockExecutor executor, Optional<VerdictGame> game) {
    MedicalContract contract = new MedicalContract(genesis, executor);
    return game.map(played -> played.watched(contract)).orElse(contract);
  }

  static Genesis genesis(
      TrialCell cell,
      long timestampMs,
      List<PublicKey> nodes,
      ChainParticipants participants,
      FaultAssignment faulty) {
    ExperimentConfig config = cell.config();
    double toleranceMs =
        cell.protocol().reads("pbft")
            ? config.pbft().clockToleranceMs()
            : config.pow().clockToleranceMs();
    Genesis.Terms terms =
        new Genesis.Terms(
            timestampMs,
            nodes,
            cell.consensus().isFinal() && cell.consensus().searches() ? 1 : config.pbft().window(),
            difficulty(cell),
            Math.round(toleranceMs),
            participants.center().publicKey(),
            rules(config),
            SyntheticRecords.form(config.words()));
    return new Genesis(terms, registered(participants, faulty));
  }

  /** A double spender is a patient like others, and only chains of trials with one have it. */
  private static List<Participant> registered(
      ChainParticipants participants, FaultAssignment faulty) {
    List<Participant> registered = new ArrayList<>(participants.registered());
    if (faulty.adversaries().stream()
        .anyMatch(each -> each.behaviour() instanceof ByzantineBehaviour.DoubleSpend)) {
      registered.add(new Participant(participants.doubleSpender().publicKey(), Role.PATIENT));
    }
    return registered;
  }

  private static MacScheme macs(SignatureScheme scheme) {
    return scheme instanceof SymbolicSignatures symbolic ? symbolic : new X25519MacScheme();
  }

  private static Difficulty difficulty(TrialCell cell) {
    return switch (cell.protocol()) {
      case PBFT -> Difficulty.NONE;
      case POW -> Difficulty.ofCoefficient(cell.config().pow().difficulty());
      case SEALED -> Difficulty.ofCoefficient(cell.config().sealed().difficulty());
    };
  }

  /** Points alone, and the center decides; in a game committees decide. */
  private static IncentiveRules rules(ExperimentConfig config) {
    PointsConfig points = config.points();
    GameConfig game = config.game();
    PointRules usual =
        new PointRules(
            points.initial(),
            game.point().map(point -> (long) point.reward()).orElse(points.uploadReward()),
            game.point().map(point -> (long) point.penalty()).orElse(points.falsePenalty()),
            points.queryPrice(),
            (int) Math.round(points.ownerShare() * PointRules.WHOLE_BP));
    return game.isOn()
        ? IncentiveRules.of(usual)
            .with(
                new VerdictRules(
                    game.seats(),
                    game.majority(),
                    0,
                    game.deadlineBlocks(),
                    game.voteReward(),
                    game.votePenalty(),
                    0,
                    0))
        : IncentiveRules.of(usual);
  }
}

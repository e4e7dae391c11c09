package org.medchain.comparison.config;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.fault.Fault.PlannedFault;

/**
 * An experiment: the grid of protocols × node counts × fault kinds × fault rates × repeats, and
 * everything that all its trials share. Only {@code name}, {@code protocols} and {@code nodes} have
 * no default.
 *
 * @param name a file name's worth of letters, digits, {@code .}, {@code _} and {@code -}
 * @param protocols to compare
 * @param nodes numbers of consensus nodes, each 4 to 10,000
 * @param faults kinds of fault; default crash
 * @param faultRates share of the nodes that are faulty, 0 to 1 each; default 0
 * @param finality the attacks that it withstands; default f of n nodes
 * @param repeats trials of each cell, with seeds of their own; default 3
 * @param seed what all trial seeds derive from; default 1
 * @param host what runs the replicas; default the simulation
 * @param signatures how they are made; default symbolic
 * @param network the links; those named by their nodes exist at the smallest node count too, and
 *     are kept in the order of their nodes
 * @param cpu the nodes' processors
 * @param disk the nodes' disks
 * @param machine what real processes do besides; default nothing
 * @param processes how real processes are treated; default as they are
 * @param workload of the clients
 * @param points the credit points
 * @param metadata how descriptions and types of records stand on the chain; absent for in clear, as
 *     the paper has them, also if a file says so
 * @param pbft PBFT's parameters
 * @param pow proof of work's parameters; its miners named exist at the smallest node count too, and
 *     are kept in the order of their nodes
 * @param sealed what sealed PBFT has besides PBFT's parameters
 * @param faultParameters how strong the faults are
 * @param adversaries Byzantine nodes, in every trial; for a node in several items the later ones
 *     override the earlier ones; default none
 * @param faultPlan what goes wrong at known nodes and times, in every trial; kept in the order of
 *     time; default nothing
 * @param game dishonest uploaders and the committees that verify their records; default none, and
 *     the center alone finds records false
 */
public record ExperimentConfig(
    String name,
    List<ProtocolKind> protocols,
    List<Integer> nodes,
    List<FaultKind> faults,
    List<Double> faultRates,
    FinalityConfig finality,
    RepeatsConfig repeats,
    long seed,
    HostKind host,
    Signatures signatures,
    NetworkConfig network,
    CpuConfig cpu,
    DiskConfig disk,
    MachineConfig machine,
    ProcessesConfig processes,
    WorkloadConfig workload,
    PointsConfig points,
    Optional<RecordWords> metadata,
    PbftConfig pbft,
    PowConfig pow,
    SealedConfig sealed,
    FaultParameters faultParameters,
    List<AdversaryConfig> adversaries,
    List<PlannedFault> faultPlan,
    GameConfig game) {
  /** Least number of nodes: PBFT tolerates no fault with fewer, and both are run at equal n. */
  public static final int MIN_NODES = 4;

  private static final String SMALLEST = "smallest of nodes";

  /** Most points of a reward or penalty in a game. */
  private static final int GAME_POINTS_MAX = 1_000_000_000;

  /** Largest number of nodes. */
  public static final int MAX_NODES = 10_000;

  /** Checks the ranges and copies the lists. */
  public ExperimentConfig {
    protocols = List.copyOf(protocols);
    nodes = List.copyOf(nodes);
    faults = List.copyOf(faults);
    // Adding 0.0 makes -0.0 the same as 0.0.
    faultRates = faultRates.stream().map(rate -> rate + 0.0).toList();
    requireMeaning(protocols, faults);
    metadata = metadata.filter(RecordWords.SEALED::equals);
    network.requireNodesBelow(Collections.min(nodes));
    network.requireAllPlaced(nodes, workload.clients());
    network.requireClients(workload.clients(), pbft.requests());
    network = network.canonical();
    // Defaults written or left out mean the same, so this cannot follow from the key's presence.
    boolean described = host == HostKind.CLUSTER && !network.equals(NetworkConfig.defaults());
    processes = described ? processes.proxied() : processes;
    pow.requireNodesBelow(Collections.min(nodes));
    pow = pow.canonical();
    adversaries = List.copyOf(adversaries);
    requireAdversaries(adversaries, Collections.min(nodes), workload.clients());
    requireFaults(faultPlan, Collections.min(nodes));
    // Their order in a file means nothing.
    faultPlan =
        faultPlan.stream()
            .map(RecordCopy::inOrder)
            .sorted(Comparator.comparingDouble(PlannedFault::fromS).thenComparing(Object::toString))
            .toList();
    requireGame(game, workload, points);
  }

  /** How descriptions and types of records stand on the chain (PRIV-6). */
  public RecordWords words() {
    return metadata.orElse(RecordWords.CLEAR);
  }

  /** The same with another workload. */
  public ExperimentConfig with(WorkloadConfig other) {
    return RecordCopy.with(this, "workload", other);
  }

  /** The same with another proof of work. */
  public ExperimentConfig with(PowConfig other) {
    return RecordCopy.with(this, "pow", other);
  }

  /** The same with another game. */
  public ExperimentConfig with(GameConfig other) {
    return RecordCopy.with(this, "game", other);
  }

  /** A game is played by clients whose requests nobody plans, and its rewards are small numbers. */
  private static void requireGame(GameConfig game, WorkloadConfig workload, PointsConfig points) {
    if (!game.isOn()) {
      return;
    }
    ConfigChecks.refuseIf(
        workload.kind() != LoadKind.OPEN,
        "workload.kind must be open where there is a game, not "
            + workload.kind().name().toLowerCase(Locale.ROOT));
    ConfigChecks.refuseIf(
        game.majority() > workload.clients(),
        "workload.clients must be %s or more, game.quorum, because each is one verifier, not %s"
            .formatted(Integer.toString(game.majority()), Integer.toString(workload.clients())));
    ConfigChecks.between(
        "points.upload_reward", (double) points.uploadReward(), 0, GAME_POINTS_MAX);
    ConfigChecks.between(
        "points.false_penalty", (double) points.falsePenalty(), 0, GAME_POINTS_MAX);
  }

  /** Each fault and each protocol has a cell: what means nothing to a protocol is not run there. */
  private static void requireMeaning(List<ProtocolKind> protocols, List<FaultKind> faults) {
    for (FaultKind fault : faults) {
      ConfigChecks.refuseIf(
          protocols.stream().noneMatch(fault::appliesTo),
          "faults must be such as mean something to one of protocols, not %s, which needs %s"
              .formatted(fault.key(), words(fault)));
    }
    for (ProtocolKind protocol : protocols) {
      ConfigChecks.refuseIf(
          faults.stream().noneMatch(fault -> fault.appliesTo(protocol)),
          "protocols must be such as one of faults means something to, not " + protocol.key());
    }
  }

  private static String words(FaultKind fault) {
    return Arrays.stream(ProtocolKind.values())
        .filter(fault::appliesTo)
        .map(ProtocolKind::key)
        .collect(Collectors.joining(" or "));
  }

  private static void requireAdversaries(
      List<AdversaryConfig> adversaries, int smallest, int clients) {
    for (int i = 0; i < adversaries.size(); i++) {
      AdversaryConfig each = adversaries.get(i);
      String key = "adversaries[" + i + "]";
      ConfigChecks.indicesExist(key + ".nodes", each.nodes(), smallest, SMALLEST);
      each.behaviour()
          .namedNodes()
          .forEach(
              (own, named) ->
                  ConfigChecks.indicesExist(key + "." + own, named, smallest, SMALLEST));
      ConfigChecks.indicesExist(
          key + ".clients", each.behaviour().namedClients(), clients, "number of workload.clients");
      for (AdversaryConfig other : adversaries.subList(0, i)) {
        ConfigChecks.refuseIf(
            (each.isTwins() || other.isTwins())
                && other.nodes().stream().anyMatch(each.nodes()::contains),
            key + ".nodes must not name a node that is a pair of twins and something else");
      }
    }
  }

  private static void requireFaults(List<PlannedFault> plan, int smallest) {
    for (int i = 0; i < plan.size(); i++) {
      PlannedFault each = plan.get(i);
      String key = "fault_plan[" + i + "].";
      Map<String, List<Integer>> nodes = each.namedNodes();
      ConfigChecks.nodes(
          key + nodes.keySet().stream().reduce((first, last) -> last).orElseThrow(),
          nodes.values().stream().flatMap(List::stream).toList());
      ConfigChecks.period("fault_plan[" + i + "]", each.fromS(), each.untilS());
      ConfigChecks.refuseIf(
          each instanceof Fault.Restart && Double.isInfinite(each.untilS()),
          key + "until_s must be a time, or the fault is a crash");
      nodes.forEach(
          (own, named) -> ConfigChecks.indicesExist(key + own, named, smallest, SMALLEST));
    }
  }

  /** The defaults of everything that has one, for the three that have none. */
  public static ExperimentConfig of(
      String name, List<ProtocolKind> protocols, List<Integer> nodes) {
    return new ExperimentConfig(
        name,
        protocols,
        nodes,
        List.of(FaultKind.CRASH),
        List.of(0.0),
        FinalityConfig.defaults(),
        RepeatsConfig.of(3),
        1,
        HostKind.SIMULATION,
        Signatures.SYMBOLIC,
        NetworkConfig.defaults(),
        CpuConfig.defaults(),
        DiskConfig.defaults(),
        MachineConfig.defaults(),
        ProcessesConfig.defaults(),
        WorkloadConfig.defaults(),
        PointsConfig.defaults(),
        Optional.empty(),
        PbftConfig.defaults(),
        PowConfig.defaults(),
        SealedConfig.defaults(),
        FaultParameters.defaults(),
        List.of(),
        List.of(),
        GameConfig.defaults());
  }
}

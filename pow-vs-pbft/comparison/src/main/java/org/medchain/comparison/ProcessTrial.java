package org.medchain.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.medchain.comparison.config.LoadKind;
import org.medchain.comparison.config.PlannedFault;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.comparison.metrics.ChainMetrics;
import org.medchain.comparison.metrics.LatencyRecorder;
import org.medchain.comparison.metrics.LinkDelays;
import org.medchain.comparison.metrics.MachineContention;
import org.medchain.comparison.metrics.RecoveryMetrics;
import org.medchain.comparison.metrics.ResourceCosts;
import org.medchain.comparison.workload.ChainParticipants;
import org.medchain.comparison.workload.DayPlan;
import org.medchain.comparison.workload.DayRequests;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.comparison.workload.WorkloadPlan;
import org.medchain.contract.Genesis;
import org.medchain.contract.engine.Participant;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.model.PartyLinks;

/**
 * The part of a trial's cell that holds on every host, for real processes (EXP-15): nodes, faults,
 * requests, promises. The simulation's trial of the same cell shares all of it except the chain's
 * identity, which depends on the nodes' keys.
 */
public final class ProcessTrial {
  private static final double NS_PER_US = 1e3;
  private static final double US_PER_S = 1e6;

  /** Enough to keep two processors busy. */
  private static final int PREHEAT_OUTSTANDING = 16;

  private final TrialCell cell;
  private final Optional<DayPlan> planned;
  private final SyntheticRecords records;
  private final SignatureScheme scheme;
  private final ChainParticipants participants;
  private final Optional<ChainParticipants> heaters;
  private final FaultAssignment faulty;
  private final ExpectedGuarantees standing;
  private final TrialTiming timing;

  /**
   * A trial.
   *
   * @param scheme with which participants sign
   */
  public ProcessTrial(TrialCell cell, SyntheticRecords records, SignatureScheme scheme) {
    this.cell = cell;
    planned = DayLoad.of(cell, records);
    this.records =
        planned
            .map(DayPlan::dataset)
            .orElse(records)
            .in(SyntheticRecords.form(cell.config().words()));
    this.scheme = scheme;
    participants = TrialSetup.participants(cell, scheme, records, planned);
    heaters =
        cell.config().processes().preheatS().stream()
            .filter(seconds -> seconds > 0)
            .mapToObj(seconds -> heaters())
            .findFirst();
    faulty = FaultAssignment.of(cell);
    standing = ExpectedGuarantees.of(cell, faulty);
    timing = cell.timing();
  }

  /** All participants but the nodes, whose keys here are not the processes'. */
  public ChainParticipants participants() {
    return participants;
  }

  /** Others than the trial's participants, with as many clients. */
  private ChainParticipants heaters() {
    return new ChainParticipants(
        scheme, records, ~cell.pairSeed(), 0, cell.config().workload().clients());
  }

  /** Whose requests a client sends, before the trial's time 0 and in it. */
  public List<KeyPair> senders(int client) {
    return Stream.concat(Stream.of(participants), heaters.stream())
        .flatMap(
            each ->
                each.clients().entrySet().stream()
                    .filter(sender -> sender.getValue() == client)
                    .map(sender -> each.senderKeys(sender.getKey())))
        .toList();
  }

  /** What goes wrong at which nodes and when. */
  public List<PlannedFault> faults() {
    return faulty.plannedFaults();
  }

  /** What is between these parties, as in the simulation (CLUSTER-28). */
  public PartyLinks links() {
    return new PartyLinks(
        SimulationEnvironments.network(cell),
        cell.nodes(),
        cell.nodes() + cell.config().workload().clients());
  }

  /** The nodes whose chains have to agree. */
  public List<Integer> correctNodes() {
    return standing.correct();
  }

  /**
   * The chain's beginning.
   *
   * @param nodes the processes' keys
   * @param timestampMs wall time, after the last record's
   */
  public Genesis genesis(List<PublicKey> nodes, long timestampMs) {
    Genesis genesis = TrialSetup.genesis(cell, timestampMs, nodes, participants, faulty);
    List<Participant> all = new ArrayList<>(genesis.participants());
    heaters.ifPresent(each -> all.addAll(each.registered()));
    return new Genesis(genesis.terms(), all);
  }

  /** Requests of others before time 0, to have the nodes' code compiled. */
  public Optional<Load> warmupLoad(Genesis genesis) {
    return heaters.map(
        each -> {
          WorkloadConfig usual = cell.config().workload();
          WorkloadConfig hot =
              RecordCopy.with(
                  usual,
                  Map.of(
                      "kind", LoadKind.CLOSED,
                      "outstanding", PREHEAT_OUTSTANDING,
                      "thinkMs", 0.0,
                      "durationS", cell.config().processes().preheatS(),
                      "warmupS", OptionalDouble.of(0),
                      "drainS", OptionalDouble.of(0),
                      "mix", RecordCopy.with(usual.mix(), Map.of("judge", 0.0)),
                      "scale", OptionalDouble.empty()));
          return plan(hot, hot.durationS().orElseThrow(), each, genesis).load();
        });
  }

  /** The steps of a day, signed for that chain, if the workload is one. */
  public Optional<DayRequests> day(Genesis genesis) {
    return planned.map(
        each -> new DayRequests(each, records, participants, scheme, genesis.chain()));
  }

  /** All requests, signed for that chain, where the workload is no day. */
  public Load load(Genesis genesis) {
    return plan(cell.config().workload(), timing.durationS(), participants, genesis).load();
  }

  private WorkloadPlan plan(
      WorkloadConfig workload, double durationS, ChainParticipants who, Genesis genesis) {
    return new WorkloadPlan(
        workload,
        durationS,
        cell.config().points(),
        records,
        who,
        scheme,
        genesis.chain(),
        cell.loadSeed());
  }

  /**
   * The observations.
   *
   * @param recorder requests and their finality
   * @param messages delivered
   * @param bytes of them
   * @param blocks height of the longest chain
   * @param views highest view of a correct node
   * @param violations of agreement
   * @param firstViolation in words, if there was one
   * @param restarts of nodes
   * @param cpuNs processor time of nodes and clients, if all requests took what those after the
   *     warm-up did; empty if none became final after it
   * @param endS real seconds from the first request's time to the end
   * @param machine its other load, where the system reports it
   * @param links of the proxies, if its processes had some
   */
  public record TrialObservations(
      LatencyRecorder recorder,
      long messages,
      long bytes,
      OptionalLong blocks,
      OptionalLong views,
      long violations,
      Optional<String> firstViolation,
      long restarts,
      OptionalDouble cpuNs,
      double endS,
      Optional<MachineContention> machine,
      Optional<LinkDelays> links) {}

  /** The row: its verdict follows the same rules as the simulation's (CMP-9). */
  public TrialResult result(TrialObservations seen) {
    return new ObservedTrial(
            cell,
            faulty,
            standing,
            seen.recorder(),
            seen.recorder().latency(Math.round(seen.endS() * US_PER_S)),
            new ResourceCosts(
                seen.messages(),
                seen.bytes(),
                OptionalDouble.empty(),
                seen.cpuNs().stream().map(ns -> ns / NS_PER_US).findFirst(),
                seen.links()),
            ChainMetrics.ofFinality(seen.blocks(), seen.views(), seen.violations()),
            new RecoveryMetrics(seen.restarts(), OptionalLong.empty(), OptionalLong.empty()),
            seen.firstViolation(),
            seen.endS(),
            "",
            seen.machine())
        .result();
  }
}

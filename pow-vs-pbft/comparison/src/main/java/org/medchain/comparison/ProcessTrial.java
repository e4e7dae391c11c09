package org.medchain.comparison;

import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.medchain.comparison.config.LoadKind;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.comparison.metrics.ChainMetrics;
import org.medchain.comparison.metrics.LatencyRecorder;
import org.medchain.comparison.metrics.MachineContention;
import org.medchain.comparison.metrics.OutcomeEvidence;
import org.medchain.comparison.metrics.ReasonedOutcome;
import org.medchain.comparison.metrics.RecoveryMetrics;
import org.medchain.comparison.metrics.ResourceCosts;
import org.medchain.comparison.workload.ChainParticipants;
import org.medchain.comparison.workload.DayPlan;
import org.medchain.comparison.workload.DayRequests;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.comparison.workload.WorkloadPlan;
import org.medchain.contract.Genesis;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.simulation.fault.Fault.PlannedFault;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.model.PartyLinks;

/**
 * The part of a trial's cell that holds on every host (EXP-15): nodes, faults, requests, promises,
 * and the verdict. Only the chain's identity differs, which depends on the nodes' keys.
 */
public final class ProcessTrial {
  private final TrialCell cell;
  private final Optional<DayPlan> planned;
  private final SyntheticRecords records;
  private final SignatureScheme scheme;
  private final ChainParticipants participants;
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
    planned =
        Optional.of(cell.config().workload())
            .filter(workload -> workload.kind() == LoadKind.DAY)
            .map(workload -> day(workload, records));
    this.records =
        planned
            .map(DayPlan::dataset)
            .orElse(records)
            .in(SyntheticRecords.form(cell.config().words()));
    this.scheme = scheme;
    participants = TrialSetup.participants(cell, scheme, this.records, planned);
    faulty = FaultAssignment.of(cell);
    standing = ExpectedGuarantees.of(cell, faulty);
    timing = cell.timing();
  }

  private DayPlan day(WorkloadConfig workload, SyntheticRecords dataset) {
    double visits = workload.visitScale() * DayPlan.visitsOf(dataset);
    return DayPlan.of(
        dataset,
        (int) Math.max(1, Math.round(visits)),
        ConfigDurations.secondsToNs(cell.timing().durationS()),
        cell.pairSeed());
  }

  /** All participants; the keys of nodes here are the simulation's. */
  public ChainParticipants participants() {
    return participants;
  }

  /** Whose requests a client sends. */
  public List<KeyPair> senders(int client) {
    return participants.clients().entrySet().stream()
        .filter(sender -> sender.getValue() == client)
        .map(sender -> participants.senderKeys(sender.getKey()))
        .toList();
  }

  SyntheticRecords records() {
    return records;
  }

  FaultAssignment faulty() {
    return faulty;
  }

  ExpectedGuarantees standing() {
    return standing;
  }

  TrialTiming timing() {
    return timing;
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
    return TrialSetup.genesis(cell, timestampMs, nodes, participants, faulty);
  }

  /** The steps of a day, signed for that chain, if the workload is one. */
  public Optional<DayRequests> day(Genesis genesis) {
    return planned.map(
        each -> new DayRequests(each, records, participants, scheme, genesis.chain()));
  }

  /** All requests, signed for that chain, where the workload is no day. */
  public Load load(Genesis genesis) {
    return plan(genesis).load();
  }

  WorkloadPlan plan(Genesis genesis) {
    return new WorkloadPlan(
        cell.config().workload(),
        timing.durationS(),
        cell.config().points(),
        records,
        participants,
        scheme,
        genesis.chain(),
        cell.loadSeed());
  }

  /**
   * The observations of a run, on any host.
   *
   * @param recorder requests and their finality
   * @param latency of the measured ones
   * @param costs of all
   * @param chain blocks, forks, agreement
   * @param recovery from faults
   * @param firstViolation of agreement, in words, if there was one
   * @param endS seconds from the first request's time to the end
   * @param traceHash of a simulation
   * @param machine its other load, where the system reports it
   */
  public record TrialObservations(
      LatencyRecorder recorder,
      Histogram latency,
      ResourceCosts costs,
      ChainMetrics chain,
      RecoveryMetrics recovery,
      Optional<String> firstViolation,
      double endS,
      String traceHash,
      Optional<MachineContention> machine) {}

  /** The row, with the same rules for the verdict on all hosts (CMP-9). */
  public TrialResult result(TrialObservations seen) {
    LatencyRecorder recorder = seen.recorder();
    ReasonedOutcome judgement =
        new OutcomeEvidence(
                seen.chain().agreementViolations(),
                standing.agreementPromised(),
                recorder.requests(),
                standing.honest().size(),
                standing.expectedLive(),
                standing.quorumImpossible(),
                cell.finality().unmetReason(cell))
            .verdict();
    Optional<String> reason =
        judgement
            .reason()
            .map(why -> seen.firstViolation().map(first -> why + "; first: " + first).orElse(why));
    return new TrialResult(
        cell,
        faulty.byzantine().size(),
        standing.expectedLive(),
        recorder.requests(),
        recorder.figures(),
        seen.costs(),
        seen.chain(),
        seen.recovery(),
        judgement.verdict(),
        timing.appendReason(reason),
        seen.endS(),
        seen.traceHash(),
        seen.latency(),
        recorder.warmup(),
        seen.machine(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}

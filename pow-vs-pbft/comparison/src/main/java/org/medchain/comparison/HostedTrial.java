package org.medchain.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.medchain.comparison.config.LoadKind;
import org.medchain.comparison.config.MixConfig;
import org.medchain.comparison.config.PlannedFault;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.comparison.metrics.ChainFigures;
import org.medchain.comparison.metrics.Costs;
import org.medchain.comparison.metrics.Evidence;
import org.medchain.comparison.metrics.Judgement;
import org.medchain.comparison.metrics.LatencyRecorder;
import org.medchain.comparison.metrics.MachineUse;
import org.medchain.comparison.metrics.Recovery;
import org.medchain.comparison.workload.Participants;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.comparison.workload.WorkloadPlan;
import org.medchain.contract.Genesis;
import org.medchain.contract.Participant;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.simulation.Load;

/**
 * What a trial's cell determines whatever runs it, for a host of real processes (EXP-15): who takes
 * part, what goes wrong, which requests come, what is promised. The simulation's trial of the same
 * cell has the same of all of it but for the chain's identity, which the nodes' keys decide.
 */
public final class HostedTrial {
  private static final double NS_PER_US = 1e3;
  private static final double US_PER_S = 1e6;

  /** Enough to keep two processors busy. */
  private static final int PREHEAT_OUTSTANDING = 16;

  private final TrialCell cell;
  private final SyntheticRecords records;
  private final SignatureScheme scheme;
  private final Participants participants;
  private final Optional<Participants> heaters;
  private final Faulty faulty;
  private final Standing standing;
  private final Timing timing;

  /**
   * A trial.
   *
   * @param scheme with which participants sign
   */
  public HostedTrial(TrialCell cell, SyntheticRecords records, SignatureScheme scheme) {
    this.cell = cell;
    this.records = records;
    this.scheme = scheme;
    participants =
        new Participants(
            scheme, records, cell.pairSeed(), cell.nodes(), cell.config().workload().clients());
    heaters =
        cell.config().processes().preheatS().stream()
            .filter(seconds -> seconds > 0)
            .mapToObj(seconds -> heaters())
            .findFirst();
    faulty = Faulty.of(cell);
    standing = Standing.of(cell, faulty);
    timing = cell.timing();
  }

  /** Everybody with a key but the nodes, whose keys here are not the processes'. */
  public Participants participants() {
    return participants;
  }

  /** Others than the trial's participants, with as many clients. */
  private Participants heaters() {
    return new Participants(
        scheme, records, ~cell.pairSeed(), 0, cell.config().workload().clients());
  }

  /** Whose requests a client sends, before the trial's time 0 and in it. */
  public List<KeyPair> senders(int client) {
    return Stream.concat(Stream.of(participants), heaters.stream())
        .flatMap(
            each ->
                each.clients().entrySet().stream()
                    .filter(sender -> sender.getValue() == client)
                    .map(sender -> each.keysOf(sender.getKey())))
        .toList();
  }

  /** What goes wrong at which nodes and when. */
  public List<PlannedFault> faults() {
    return faulty.planned();
  }

  /** The nodes whose chains have to agree. */
  public List<Integer> correct() {
    return standing.correct();
  }

  /**
   * The chain's beginning.
   *
   * @param nodes the processes' keys
   * @param timestampMs wall time, after the last record's
   */
  public Genesis genesis(List<PublicKey> nodes, long timestampMs) {
    Genesis genesis = Preparation.genesis(cell, timestampMs, nodes, participants, faulty);
    List<Participant> all = new ArrayList<>(genesis.participants());
    heaters.ifPresent(each -> all.addAll(each.registered()));
    return new Genesis(genesis.terms(), all);
  }

  /** What is asked before the time 0, by others, to have the nodes' code compiled. */
  public Optional<Load> preheat(Genesis genesis) {
    return heaters.map(
        each -> {
          WorkloadConfig usual = cell.config().workload();
          MixConfig mix = usual.mix();
          WorkloadConfig hot =
              new WorkloadConfig(
                  LoadKind.CLOSED,
                  usual.rateTps(),
                  usual.arrivals(),
                  usual.clients(),
                  PREHEAT_OUTSTANDING,
                  0,
                  cell.config().processes().preheatS(),
                  OptionalDouble.of(0),
                  OptionalDouble.of(0),
                  usual.dataset(),
                  // Their centre is not the chain's, so none of them judges.
                  new MixConfig(mix.upload(), mix.query(), mix.grant(), 0, mix.agreement()));
          return plan(hot, hot.durationS().orElseThrow(), each, genesis).load();
        });
  }

  /** All requests, signed for that chain. */
  public Load load(Genesis genesis) {
    return plan(cell.config().workload(), timing.durationS(), participants, genesis).load();
  }

  private WorkloadPlan plan(
      WorkloadConfig workload, double durationS, Participants who, Genesis genesis) {
    return new WorkloadPlan(
        workload,
        durationS,
        cell.config().points(),
        records,
        who,
        scheme,
        genesis.chain(),
        cell.pairSeed());
  }

  /**
   * What was seen of it.
   *
   * @param load requests and their finality
   * @param messages delivered
   * @param bytes of them
   * @param blocks height of the longest chain
   * @param views highest view of a correct node
   * @param violations of agreement
   * @param firstViolation in words, if there was one
   * @param restarts of nodes
   * @param cpuNs processor time of nodes and clients, if all requests took what those after the
   *     warm-up did
   * @param endS real seconds from the first request's time to the end
   * @param machine what else it was busy with, where it tells
   */
  public record Seen(
      LatencyRecorder load,
      long messages,
      long bytes,
      OptionalLong blocks,
      OptionalLong views,
      long violations,
      Optional<String> firstViolation,
      long restarts,
      long cpuNs,
      double endS,
      Optional<MachineUse> machine) {}

  /** The row: judged by the same rules as the simulation's (CMP-9). */
  public TrialResult result(Seen seen) {
    Judgement judgement =
        new Evidence(
                seen.violations(),
                standing.agreementPromised(),
                seen.load().requests(),
                standing.honest().size(),
                standing.expectedLive(),
                standing.mute(),
                cell.finality().unequal(cell))
            .judge();
    ChainFigures chain =
        new ChainFigures(
            seen.blocks(),
            seen.views(),
            OptionalLong.empty(),
            OptionalDouble.empty(),
            seen.violations(),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Optional.empty());
    return new TrialResult(
        cell,
        faulty.byzantine().size(),
        standing.expectedLive(),
        seen.load().requests(),
        seen.load().figures(),
        new Costs(
            seen.messages(),
            seen.bytes(),
            OptionalDouble.empty(),
            OptionalDouble.of(seen.cpuNs() / NS_PER_US)),
        chain,
        new Recovery(seen.restarts(), OptionalLong.empty(), OptionalLong.empty()),
        judgement.verdict(),
        timing.with(
            judgement
                .reason()
                .map(
                    why ->
                        seen.firstViolation().map(first -> why + "; first: " + first).orElse(why))),
        seen.endS(),
        "",
        seen.load().latency(Math.round(seen.endS() * US_PER_S)),
        seen.load().warmup(),
        seen.machine());
  }
}

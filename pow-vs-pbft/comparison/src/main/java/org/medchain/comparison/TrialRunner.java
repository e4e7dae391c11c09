package org.medchain.comparison;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.Retarget;
import org.medchain.comparison.metrics.ChainFigures;
import org.medchain.comparison.metrics.Costs;
import org.medchain.comparison.metrics.Evidence;
import org.medchain.comparison.metrics.Judgement;
import org.medchain.comparison.metrics.LatencyRecorder;
import org.medchain.comparison.metrics.Recovery;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.comparison.workload.WorkloadPlan;
import org.medchain.simulation.AgreementChecker;
import org.medchain.simulation.Simulation;
import org.medchain.simulation.SimulationObserver;
import org.medchain.simulation.SimulationReport;
import org.medchain.simulation.Traffic;

/**
 * Runs trials over one dataset. A trial is a pure function of its cell, the dataset and the code
 * (CMP-1): no clock, no shared state, so any number may run at once in different threads.
 */
public final class TrialRunner {
  private static final double NS_PER_S = 1e9;
  private static final long NS_PER_US = 1000;

  private final SyntheticRecords records;

  /** A runner for the dataset that the configs name. */
  public TrialRunner(SyntheticRecords records) {
    this.records = records;
  }

  /**
   * Checks what only the dataset decides, before the first trial.
   *
   * @throws IllegalArgumentException beginning with the key that is wrong
   */
  public void check(ExperimentConfig config) {
    WorkloadPlan.check(config.workload(), records);
  }

  /**
   * Runs one trial.
   *
   * @throws TrialCancelled if the hook wanted it to stop
   */
  public TrialResult run(TrialCell cell, TrialHook hook) {
    Preparation prepared = Preparation.of(cell, records);
    Watches watches = Watches.of(cell, prepared, hook);
    Simulation simulation =
        new Simulation(prepared.cluster(), prepared.environment(), prepared.load(), watches.all());
    SimulationReport report = simulation.run(Durations.secondsToNs(prepared.timing().endS()));
    return result(cell, prepared, watches, report);
  }

  /**
   * What looks at a run.
   *
   * @param load requests and their finality
   * @param chain the nodes' chains
   * @param agreement among the nodes
   * @param transfers of states between nodes
   * @param digest over all events
   * @param hook of the caller
   */
  private record Watches(
      LatencyRecorder load,
      ChainWatch chain,
      AgreementChecker agreement,
      TransferWatch transfers,
      EventDigest digest,
      HookWatch hook) {
    static Watches of(TrialCell cell, Preparation prepared, TrialHook hook) {
      Standing standing = prepared.standing();
      int confirmations = cell.protocol().hasQuorums() ? 1 : prepared.confirmations().count();
      return new Watches(
          new LatencyRecorder(prepared.timing().span()),
          new ChainWatch(standing.followed(cell.protocol())),
          new AgreementChecker(confirmations, standing.agreeing(cell.protocol())::contains),
          new TransferWatch(),
          new EventDigest(),
          new HookWatch(cell, hook));
    }

    SimulationObserver all() {
      return SimulationObserver.all(
          List.of(new LoadWatch(load), chain, agreement, transfers, digest, hook));
    }

    long violations(Preparation prepared) {
      return agreement.violations()
          + prepared.byzantine().torn()
          + (chain.hasNodes() ? chain.falseAnswers() : 0);
    }
  }

  private static TrialResult result(
      TrialCell cell, Preparation prepared, Watches watches, SimulationReport report) {
    ChainFigures chain = chainFigures(cell, prepared, watches);
    Judgement judgement = judge(cell, prepared.standing(), watches, chain);
    Traffic traffic = report.traffic();
    return new TrialResult(
        cell,
        prepared.faulty().byzantine().size(),
        prepared.standing().expectedLive(),
        watches.load().requests(),
        watches.load().figures(),
        new Costs(
            traffic.messages(),
            traffic.bytes(),
            OptionalDouble.of(report.totalHashes()),
            prepared.environment().host().cores().isPresent()
                ? OptionalDouble.of((double) report.busyNs() / NS_PER_US)
                : OptionalDouble.empty()),
        chain,
        new Recovery(
            report.recoveries().restarts(),
            watches.transfers().transfers(),
            report.recoveries().snapshotsTaken()),
        judgement.verdict(),
        reason(prepared.timing(), judgement, watches.agreement()),
        report.endNs() / NS_PER_S,
        watches.digest().finish(),
        watches.load().latency(report.endNs() / NS_PER_US),
        watches.load().warmup());
  }

  private static Judgement judge(
      TrialCell cell, Standing standing, Watches watches, ChainFigures chain) {
    return new Evidence(
            chain.agreementViolations(),
            standing.agreementPromised(),
            watches.load().requests(),
            standing.honest().size(),
            standing.expectedLive(),
            standing.mute(),
            cell.finality().unequal(cell))
        .judge();
  }

  private static ChainFigures chainFigures(TrialCell cell, Preparation prepared, Watches watches) {
    ChainWatch chain = watches.chain();
    boolean followed = chain.hasNodes();
    OptionalLong blocks = followed ? OptionalLong.of(chain.height()) : OptionalLong.empty();
    if (cell.protocol().hasQuorums()) {
      return new ChainFigures(
          blocks,
          prepared.protocol().viewChanges(prepared.standing().honest()),
          OptionalLong.empty(),
          OptionalDouble.empty(),
          watches.violations(prepared),
          OptionalInt.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          Optional.empty());
    }
    int mined = chain.blocksMined();
    Set<Integer> byzantine = prepared.faulty().byzantine();
    return new ChainFigures(
        blocks,
        OptionalLong.empty(),
        followed ? OptionalLong.of(chain.stale()) : OptionalLong.empty(),
        followed && mined > 0
            ? OptionalDouble.of((double) chain.stale() / mined)
            : OptionalDouble.empty(),
        watches.violations(prepared),
        OptionalInt.of(prepared.confirmations().count()),
        OptionalDouble.of(prepared.confirmations().reversalProbability()),
        byzantine.isEmpty() ? OptionalDouble.empty() : chain.shareOf(byzantine),
        // Under one difficulty nothing follows anything, and tables stay as they were (CMP-47).
        cell.config().pow().retarget() instanceof Retarget.Constant
            ? Optional.empty()
            : chain.late());
  }

  /** The judgement's reason with the first disagreement in words, and why figures are missing. */
  private static Optional<String> reason(
      Timing timing, Judgement judgement, AgreementChecker agreement) {
    return timing.with(
        judgement
            .reason()
            .map(
                reason ->
                    agreement.descriptions().isEmpty()
                        ? reason
                        : reason + "; first: " + agreement.descriptions().get(0)));
  }
}

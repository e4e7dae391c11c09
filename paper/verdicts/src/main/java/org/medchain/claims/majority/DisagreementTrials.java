package org.medchain.claims.majority;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.TrialRunner;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.execution.TrialListener;
import org.medchain.experiments.execution.TrialPool;

/**
 * Trials in which correct nodes may disagree. A host can execute one branch only, so where a
 * protocol breaks its promise a trial may end with an error. It counts then, if the ledgers differ.
 */
public final class DisagreementTrials implements TrialListener {
  /**
   * A trial that has ended.
   *
   * @param result empty where a host could not execute what the protocol decided
   * @param ledgers of the correct nodes
   */
  public record DisagreementTrial(
      TrialCell cell, Optional<TrialResult> result, LedgerDifferenceObserver ledgers) {
    /** Whether the trial's own check counted a violation of agreement. */
    public boolean violatesAgreement() {
      return result.map(each -> each.chain().agreementViolations() > 0).orElse(true);
    }

    /** Whether a correct node has another block or state than another one, or than before. */
    public boolean altersLedgers() {
      return ledgers.differingHeights() > 0 || ledgers.replacedBlocks() > 0;
    }
  }

  private final ClaimRun run;
  private final LoadedConfig config;
  private final Map<Integer, LedgerDifferenceObserver> observers = new TreeMap<>();
  private final Map<Integer, DisagreementTrial> ended = new TreeMap<>();

  private DisagreementTrials(ClaimRun run, LoadedConfig config) {
    this.run = run;
    this.config = config;
  }

  /** The trials of a config in the grid's order. */
  public static List<DisagreementTrial> run(ClaimRun run, LoadedConfig config) throws Exception {
    return new DisagreementTrials(run, config).all();
  }

  private List<DisagreementTrial> all() throws Exception {
    SyntheticRecords records = run.records(config);
    TrialRunner runner = new TrialRunner(records);
    runner.check(config.experiment());
    TrialPool pool =
        new TrialPool(
            (cell, hook) -> runner.run(cell, hook, observer(cell, records)),
            Runtime.getRuntime().availableProcessors());
    pool.run(config.grid(), this);
    return List.copyOf(ended.values());
  }

  private LedgerDifferenceObserver observer(TrialCell cell, SyntheticRecords records) {
    LedgerDifferenceObserver observer =
        new LedgerDifferenceObserver(CellGenesis.of(cell, records).correct());
    synchronized (observers) {
      observers.put(cell.number(), observer);
    }
    return observer;
  }

  private LedgerDifferenceObserver observer(TrialCell cell) {
    synchronized (observers) {
      return observers.get(cell.number());
    }
  }

  @Override
  public void finished(TrialCell trial, TrialResult result, double costS) {
    end(new DisagreementTrial(trial, Optional.of(result), observer(trial)));
  }

  @Override
  public void failed(TrialCell trial, Throwable failure) {
    LedgerDifferenceObserver ledgers = observer(trial);
    if (ledgers == null || ledgers.differingHeights() == 0) {
      throw new IllegalStateException("trial " + trial.number() + " failed", failure);
    }
    end(new DisagreementTrial(trial, Optional.empty(), ledgers));
  }

  private void end(DisagreementTrial trial) {
    ended.put(trial.cell().number(), trial);
    run.progress(config.experiment().name() + ": " + ended.size() + " of " + config.grid().size());
  }
}

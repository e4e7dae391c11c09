package org.medchain.claims.chain;

import java.util.List;
import java.util.Map;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.experiment.ClaimTrials;
import org.medchain.claims.experiment.ClaimTrials.ObservedTrial;
import org.medchain.claims.experiment.RawTable;
import org.medchain.comparison.ProcessTrial;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.simulation.model.SymbolicSignatures;

/**
 * Counts blocks that correct nodes undo: under PBFT with up to f Byzantine nodes, and under proof
 * of work with short block intervals and nothing wrong.
 */
final class PbftImmutability implements ClaimExperiment {
  private static final String CLAIM = "pbft-immutability";
  private static final double THOUSAND = 1_000;

  @Override
  public List<String> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(new ClaimSetting("repeats", 1, 10, "trials of each cell"));
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    try (RawTable raw =
        run.raw(
            "immutability",
            "protocol",
            "fault",
            "faulty",
            "repeat",
            "committed_blocks",
            "undone_blocks",
            "violations")) {
      give(run, "pbft", observed(run, "chain-byzantine.yaml"), raw);
      give(run, "pow", observed(run, "chain-short-intervals.yaml"), raw);
    }
  }

  private static List<ObservedTrial<UndoneBlocks>> observed(ClaimRun run, String file)
      throws Exception {
    LoadedConfig config =
        run.config(file, Map.of("repeats", Integer.toString(run.count("repeats"))));
    SyntheticRecords records = run.records(config);
    return ClaimTrials.observed(run, config, cell -> new UndoneBlocks(correctNodes(cell, records)));
  }

  private static List<Integer> correctNodes(TrialCell cell, SyntheticRecords records) {
    return new ProcessTrial(cell, records, new SymbolicSignatures()).correctNodes();
  }

  private static void give(
      ClaimRun run, String protocol, List<ObservedTrial<UndoneBlocks>> trials, RawTable raw) {
    long committed = 0;
    long undone = 0;
    long violations = 0;
    for (ObservedTrial<UndoneBlocks> each : trials) {
      TrialCell cell = each.result().cell();
      committed += each.observer().committedBlocks();
      undone += each.observer().undoneBlocks();
      violations += each.result().chain().agreementViolations();
      raw.row(
          protocol,
          cell.fault().key(),
          cell.faulty(),
          cell.repeat(),
          each.observer().committedBlocks(),
          each.observer().undoneBlocks(),
          each.result().chain().agreementViolations());
    }
    ClaimFigures figures = run.figures(CLAIM);
    figures.value(
        protocol + "_undone_per_1000",
        committed == 0 ? Double.NaN : THOUSAND * undone / committed,
        committed,
        "blocks undone of 1,000 that correct nodes committed");
    figures.value(
        protocol + "_violations",
        violations,
        trials.size(),
        "heights, reverts and state roots at which correct nodes disagreed on what is final");
  }
}

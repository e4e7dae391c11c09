package org.medchain.claims.copies;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimTrials;
import org.medchain.claims.experiment.ClaimTrials.ObservedTrial;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.ledger.DatasetFiles;
import org.medchain.comparison.config.PlannedFault;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Transaction;
import org.medchain.experiments.config.LoadedConfig;

/** Which blocks each live node lacks at the end of a run, and whether files stand in blocks. */
final class FullLedgerExperiment {
  private static final String CLAIM = "every-node-full-ledger";
  private static final double NS_PER_S = 1e9;

  /** What was counted. */
  private static final class Counts {
    long uploads;
    long fileBytes;
    long fileBytesOnChain;
    long recordBytes;
  }

  private FullLedgerExperiment() {}

  static void run(ClaimRun run) throws Exception {
    LoadedConfig config =
        run.config(
            "full-ledger.yaml", Map.of("repeats", Integer.toString(run.count("ledger_trials"))));
    DatasetFiles files =
        DatasetFiles.read(run.projectRoot().resolve(config.experiment().workload().dataset()));
    Counts counts = new Counts();
    try (RawTable raw =
        run.raw(CLAIM, "protocol, repeat, node, height, settled_blocks, missing_blocks")) {
      for (ObservedTrial<LedgerCopies> trial :
          ClaimTrials.observed(run, config, cell -> new LedgerCopies())) {
        List<Block> settled = settled(trial, run.value("ledger_settle_s"));
        live(config, trial).forEach(node -> compare(trial, node, settled, raw));
        settled.forEach(block -> countFiles(block, files, counts));
      }
    }
    fill(run.figures(CLAIM), counts);
  }

  /**
   * The blocks that every live node can be expected to have. Under proof of work the last of them
   * is left out: a competing one may be at some nodes until another block is found.
   */
  private static List<Block> settled(ObservedTrial<LedgerCopies> trial, double settleS) {
    List<Block> chain = trial.observer().highest();
    long limitNs = Math.round((trial.result().virtualS() - settleS) * NS_PER_S);
    int count = 0;
    while (count < chain.size() && trial.observer().firstNs(chain.get(count)) <= limitNs) {
      count++;
    }
    boolean competing = !trial.result().cell().consensus().isFinal();
    return chain.subList(0, competing ? Math.max(0, count - 1) : count);
  }

  private static Set<Integer> live(LoadedConfig config, ObservedTrial<LedgerCopies> trial) {
    Set<Integer> live = new TreeSet<>();
    for (int node = 0; node < trial.result().cell().nodes(); node++) {
      live.add(node);
    }
    for (PlannedFault fault : config.experiment().faultPlan()) {
      fault.namedNodes().values().forEach(live::removeAll);
    }
    return live;
  }

  private static void compare(
      ObservedTrial<LedgerCopies> trial, int node, List<Block> settled, RawTable raw) {
    long missing = settled.stream().filter(block -> !trial.observer().has(node, block)).count();
    raw.row(
        trial.result().cell().protocol().key(),
        trial.result().cell().repeat(),
        node,
        trial.observer().height(node),
        settled.size(),
        missing);
  }

  private static void countFiles(Block block, DatasetFiles files, Counts counts) {
    for (Transaction each : block.transactions()) {
      if (MedicalModules.operation(each) instanceof UploadRecord upload) {
        Optional<Bytes> file = files.find(upload.record().metadata().hash());
        counts.uploads++;
        counts.recordBytes += each.expectedSize();
        counts.fileBytes += file.map(Bytes::size).orElse(0);
        counts.fileBytesOnChain +=
            file.filter(content -> DatasetFiles.holds(each.body(), content))
                .map(Bytes::size)
                .orElse(0);
      }
    }
  }

  private static void fill(ClaimFigures figures, Counts counts) {
    figures.value(
        "file_bytes_on_chain",
        counts.fileBytesOnChain,
        counts.uploads,
        "bytes of the uploaded records' files that stand in blocks");
    figures.value(
        "file_bytes_off_chain",
        counts.fileBytes - counts.fileBytesOnChain,
        counts.uploads,
        "bytes of these files that blocks only point to");
    figures.value(
        "chain_bytes_per_record",
        counts.uploads == 0 ? Double.NaN : (double) counts.recordBytes / counts.uploads,
        counts.uploads,
        "encoded length of an upload in a block, in bytes");
  }
}

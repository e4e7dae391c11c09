package org.medchain.claims.watch;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.medchain.claims.ledger.DatasetFiles;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.workload.SyntheticRecords;

/** What tables of trials may have watched. */
public final class TrialWatches {
  private record NothingMore() {}

  private TrialWatches() {}

  /**
   * What looks at a trial that has not begun.
   *
   * @param name in {@code paper/claims.yaml}; empty for nothing
   * @param root of the project
   */
  public static TrialWatch of(String name, TrialCell cell, SyntheticRecords records, Path root) {
    return switch (name) {
      case "" -> result -> List.of(new NothingMore());
      case "broadcast" -> new BroadcastCopies(cell);
      case "competitors" -> new CompetingBlocksObserver(cell.nodes());
      case "copies" ->
          new LedgerCopies(
              cell, DatasetFiles.read(root.resolve(cell.config().workload().dataset())));
      case "headers" -> new CommittedHeaders();
      case "ledgers" -> new LedgerDifferenceObserver(CellGenesis.of(cell, records).correct());
      case "proposals" -> new FirstProposals();
      case "replies" -> new ReplyObserver();
      case "signatures" ->
          new CommittedSignatures(
              cell.config().adversaries().stream()
                  .flatMap(each -> each.nodes().stream())
                  .collect(Collectors.toSet()));
      case "signers" ->
          new SignerCountObserver(CellGenesis.of(cell, records), cell.protocol().votes());
      case "stores" -> new StoreSurvivalObserver(CellGenesis.of(cell, records));
      case "switches" -> new HeadSwitchObserver();
      default -> throw new IllegalArgumentException("watch: nothing is called '" + name + "'");
    };
  }
}

package org.medchain.claims.watch;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.workload.SyntheticRecords;

/** What tables of trials may have watched, by the name in {@code paper/claims.yaml}. */
public final class TrialWatches {
  /** Makes what looks at one trial. */
  public interface WatchFactory {
    /** Of a trial that has not begun. */
    TrialWatch of(TrialCell cell, SyntheticRecords records);
  }

  private static final Map<String, WatchFactory> BY_NAME =
      Map.of(
          "", (cell, records) -> result -> Map.of(),
          "ledgers",
              (cell, records) ->
                  new LedgerDifferenceObserver(CellGenesis.of(cell, records).correct()),
          "undone", (cell, records) -> new UndoneBlocks(CellGenesis.of(cell, records).correct()),
          "signatures",
              (cell, records) ->
                  new CommittedSignatures(
                      cell.config().adversaries().stream()
                          .flatMap(each -> each.nodes().stream())
                          .collect(Collectors.toSet())),
          "competitors", (cell, records) -> new CompetingBlocksObserver(cell.nodes()),
          "switches", (cell, records) -> new HeadSwitchObserver());

  private TrialWatches() {}

  /** The one of this name. */
  public static WatchFactory of(String name) {
    return Optional.ofNullable(BY_NAME.get(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "watch: '" + name + "'; allowed: " + new TreeSet<>(BY_NAME.keySet())));
  }
}

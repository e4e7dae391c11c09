package org.medchain.experiments.report;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.GridCell;
import org.medchain.experiments.results.RecordedRun;
import org.medchain.experiments.results.TrialRow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Proof of work at the shortest block interval of the committed {@code results/frontier}, without
 * faults: beside a run at another interval it shows how much of a latency is a setting (EXP-37).
 *
 * @param cells of the shortest interval
 * @param config of that run
 */
public record ShortIntervals(List<CellSummary> cells, JsonNode config) {
  /** The folder of the committed run, in the project's root. */
  static final String FOLDER = "results/frontier";

  /** Parts of a config that change a latency at an equal interval, except for the load. */
  private static final List<String> SAME = List.of("host", "network", "cpu", "disk");

  /** Where there is no such run. */
  public static final ShortIntervals NONE =
      new ShortIntervals(List.of(), MissingNode.getInstance());

  public ShortIntervals {
    cells = List.copyOf(cells);
  }

  /** Of the project; none where its run is missing or damaged, which is no fault of another run. */
  public static ShortIntervals ofProject(Path root) {
    try {
      RecordedRun run = RecordedRun.read(root.resolve(FOLDER), torn -> {});
      List<TrialRow> rows =
          run.rows().stream()
              .filter(row -> row.text(TrialColumn.PROTOCOL).equals(ProtocolKind.POW.key()))
              .filter(row -> row.count(TrialColumn.FAULTY) == 0)
              .toList();
      double shortest =
          rows.stream().mapToDouble(ShortIntervals::intervalS).min().orElse(Double.NaN);
      List<TrialRow> own = rows.stream().filter(row -> intervalS(row) == shortest).toList();
      return new ShortIntervals(
          new RecordedRun(run.folder(), run.manifest(), own).cells(), run.config());
    } catch (UserInputException e) {
      return NONE;
    }
  }

  private static double intervalS(TrialRow row) {
    return row.number(TrialColumn.BLOCK_INTERVAL_S).orElse(Double.NaN);
  }

  /**
   * The one with the nodes and the finality of a cell, where the costs were the same and its
   * interval is shorter.
   *
   * @param costs the config of the cell's run
   */
  Optional<CellSummary> beside(GridCell cell, JsonNode costs) {
    return cells.stream()
        .filter(each -> SAME.stream().allMatch(key -> costs.path(key).equals(config.path(key))))
        .filter(each -> each.cell().nodes() == cell.nodes())
        .filter(each -> each.cell().finality().equals(cell.finality()))
        .filter(
            each ->
                each.cell().blockIntervalS().orElse(0)
                    < cell.blockIntervalS().orElse(Double.NEGATIVE_INFINITY))
        .min(Comparator.comparingInt(each -> each.rows().getFirst().trial()));
  }
}

package org.medchain.experiments.answer;

import java.util.List;
import java.util.stream.Collectors;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.GridCell;

/** What "final" means under each protocol of a table (EXP-35, CMP-4). */
public final class FinalMeaning {
  private FinalMeaning() {}

  /** One line; empty without cells. */
  public static String of(List<CellSummary> cells) {
    return cells.stream()
        .map(cell -> cell.cell().protocol())
        .distinct()
        .map(
            protocol ->
                GridCell.consensus(protocol).title()
                    + " "
                    + meaning(cells.stream().filter(c -> is(c, protocol)).toList()))
        .collect(Collectors.joining("; "));
  }

  private static boolean is(CellSummary cell, String protocol) {
    return cell.cell().protocol().equals(protocol);
  }

  private static String meaning(List<CellSummary> own) {
    if (own.getFirst().cell().consensus().isFinal()) {
      return "f + 1 equal replies";
    }
    String confirmations =
        ValueSpan.of(RunSetting.values(own, TrialColumn.CONFIRMATIONS))
            .map(span -> span.plain() + " confirmations")
            .orElse("k confirmations");
    return confirmations
        + ValueSpan.of(RunSetting.values(own, TrialColumn.REVERSAL_PROBABILITY))
            .map(span -> ", reversed with probability " + span.plain())
            .orElse("");
  }
}

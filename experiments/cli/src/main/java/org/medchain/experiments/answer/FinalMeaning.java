package org.medchain.experiments.answer;

import java.util.List;
import java.util.stream.Collectors;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.experiments.results.CellSummary;

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
                RunSetting.name(protocol)
                    + " "
                    + of(protocol, cells.stream().filter(c -> is(c, protocol)).toList()))
        .collect(Collectors.joining("; "));
  }

  private static boolean is(CellSummary cell, String protocol) {
    return cell.cell().protocol().equals(protocol);
  }

  private static String of(String protocol, List<CellSummary> own) {
    if (!protocol.equals(ProtocolKind.POW.key())) {
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

package org.medchain.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.config.IncentiveSetting;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.drawing.ChartStyle;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.drawing.ResultFigure.MissingValueReason;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.GridCell;
import org.medchain.experiments.results.RepeatEstimate;
import org.medchain.experiments.results.ReportSentence;

/**
 * How many false records committees find valid, against the share of dishonest uploaders (EXP-31):
 * a panel for each number of nodes and fault rate, a full line for the smallest share of lazy
 * verifiers and a dashed one for the largest.
 */
record FalseRecordsFigure(List<CellSummary> cells) {
  /**
   * Of the cells of one kind of fault, those with the first promise, reward and penalty; empty
   * where no false record was uploaded.
   */
  static Optional<ResultFigure> of(String fault, List<CellSummary> played) {
    List<CellSummary> some =
        played.stream()
            .filter(each -> isUsual(played, each.cell()))
            .filter(cell -> share(cell).value().isPresent())
            .toList();
    return some.isEmpty()
        ? Optional.empty()
        : Optional.of(new FalseRecordsFigure(some).figure(fault));
  }

  private static boolean isUsual(List<CellSummary> all, GridCell cell) {
    Optional<IncentiveSetting> first = RunFigures.first(all, cell).game();
    return cell.game().isPresent()
        && RunFigures.isUsual(all, cell)
        && first.map(IncentiveSetting::reward).equals(cell.game().map(IncentiveSetting::reward))
        && first.map(IncentiveSetting::penalty).equals(cell.game().map(IncentiveSetting::penalty));
  }

  private static RepeatEstimate share(CellSummary cell) {
    return cell.estimate(TrialColumn.FALSE_ACCEPTED_SHARE);
  }

  /** Where correct nodes have different ledgers there is no verdict to count. */
  private static ResultFigure.ResultPoint drawn(CellSummary cell) {
    boolean torn = cell.agreementBroken();
    return new ResultFigure.ResultPoint(
            point(cell).dishonest(),
            torn ? share(cell).withoutValue() : share(cell),
            torn ? MissingValueReason.DISAGREED : MissingValueReason.UNREACHED)
        .of(cell);
  }

  private static IncentiveSetting point(CellSummary cell) {
    return cell.cell().game().orElseThrow();
  }

  private ResultFigure figure(String fault) {
    List<ResultFigure.ResultPanel> panels = new ArrayList<>();
    for (int nodes : cells.stream().map(c -> c.cell().nodes()).distinct().sorted().toList()) {
      for (double rate :
          cells.stream().map(c -> c.cell().faultRate()).distinct().sorted().toList()) {
        List<CellSummary> here =
            cells.stream()
                .filter(c -> c.cell().nodes() == nodes && c.cell().faultRate() == rate)
                .toList();
        if (!here.isEmpty()) {
          String faults = RunFigures.faults(here.getFirst().cell());
          panels.add(new ResultFigure.ResultPanel(nodes + " nodes, " + faults, lines(here)));
        }
      }
    }
    return new ResultFigure(
        "false-accepted-dishonest-" + fault,
        FigureCaptions.title(AxisQuantity.FALSE_ACCEPTED)
            + " against the "
            + AxisQuantity.DISHONEST.heading(),
        ReportSentence.of("caption.false-records"),
        AxisQuantity.DISHONEST,
        AxisQuantity.FALSE_ACCEPTED,
        panels);
  }

  private static List<ResultFigure.ResultLine> lines(List<CellSummary> here) {
    List<Double> lazy = here.stream().map(c -> point(c).lazy()).distinct().sorted().toList();
    List<Double> drawn = lazy.size() == 1 ? lazy : List.of(lazy.getFirst(), lazy.getLast());
    List<ResultFigure.ResultLine> lines = new ArrayList<>();
    for (String protocol : here.stream().map(c -> c.cell().protocol()).distinct().toList()) {
      for (double share : drawn) {
        List<ResultFigure.ResultPoint> points =
            here.stream()
                .filter(c -> c.cell().protocol().equals(protocol) && point(c).lazy() == share)
                .map(FalseRecordsFigure::drawn)
                .toList();
        lines.add(
            new ResultFigure.ResultLine(
                ChartStyle.name(protocol) + ", " + AxisQuantity.DISHONEST.tick(share) + " lazy",
                protocol,
                share != drawn.getFirst(),
                points));
      }
    }
    return lines;
  }
}

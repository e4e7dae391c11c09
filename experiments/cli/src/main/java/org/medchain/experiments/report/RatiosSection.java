package org.medchain.experiments.report;

import java.util.List;
import java.util.OptionalDouble;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.drawing.ChartStyle;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.execution.ReadableNumbers;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.GridCell;
import org.medchain.experiments.results.ProtocolRatios;
import org.medchain.experiments.results.RepeatEstimate;

/** The part of a report that sets protocols side by side, pair by pair (EXP-21, CMP-60). */
final class RatiosSection {
  private static final double MS_PER_S = 1000;

  private RatiosSection() {}

  static String html(List<ProtocolRatios> ratios) {
    List<String> heads =
        List.of(
            "protocol",
            "nodes",
            "fault",
            "faulty",
            "median latency",
            "difference s",
            "throughput",
            "difference tx/s");
    return "<h2>Side by side</h2>\n<p>How many times as much as "
        + Markup.escape(ChartStyle.name(ratios.getFirst().base().protocol()))
        + ": each repeat of both has the same requests, the same faulty nodes and the same finality"
        + " asked for, and gives one ratio; their geometric means with 95 % confidence (Student's t"
        + " on the logarithms). Differences are means over the same pairs, each with the half width"
        + " of its interval and, in brackets, the one of repeats that are not paired (Welch). Only"
        + " where both passed.</p>\n"
        + ReportPage.table(heads, ratios.stream().map(RatiosSection::row).toList());
  }

  private static List<String> row(ProtocolRatios each) {
    GridCell cell = each.other();
    return List.of(
        ChartStyle.name(cell.protocol()) + DifferenceTable.everyBlock(cell) + cell.axisWords(),
        Integer.toString(cell.nodes()),
        cell.fault(),
        AxisQuantity.FAULT_RATE.tick(cell.faultRate()),
        text(each.medians()),
        text(each.medianDifference(), MS_PER_S),
        text(each.throughputs()),
        text(each.throughputDifference(), 1));
  }

  private static String text(ProtocolRatios.PairedDifference difference, double unit) {
    String pairs = CellTable.text(difference.pairs(), unit);
    OptionalDouble unpaired = difference.unpairedHalf();
    return unpaired.isEmpty()
        ? pairs
        : pairs + " (± " + ReadableNumbers.significant(unpaired.getAsDouble() / unit, 2) + ")";
  }

  private static String text(RepeatEstimate ratio) {
    return ratio.value().isEmpty()
        ? CellTable.ABSENT
        : "× " + ratio.words(ReadableNumbers::significant, " to ");
  }
}

package org.medchain.experiments.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.drawing.ChartStyle;
import org.medchain.experiments.drawing.HtmlPage;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.execution.ReadableNumbers;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.CsvColumn;
import org.medchain.experiments.results.GridCell;
import org.medchain.experiments.results.ProtocolRatios;
import org.medchain.experiments.results.ProtocolRatios.PairedDifference;
import org.medchain.experiments.results.RepeatEstimate;
import org.medchain.experiments.results.ReportSentence;

/** The part of a report that sets protocols side by side, pair by pair (EXP-21, CMP-60). */
final class RatiosSection {
  private static final double MS_PER_S = 1000;

  private RatiosSection() {}

  static String html(List<ProtocolRatios> ratios) {
    List<CsvColumn<ProtocolRatios>> columns =
        List.of(
            of("protocol", cell -> name(cell) + cell.axisWords()),
            of("nodes", GridCell::nodes),
            of("fault", GridCell::fault),
            of("faulty", cell -> AxisQuantity.FAULT_RATE.tick(cell.faultRate())),
            new CsvColumn<>("median latency", each -> text(each.medians())),
            new CsvColumn<>("difference s", each -> text(each.medianDifference(), MS_PER_S)),
            new CsvColumn<>("throughput", each -> text(each.throughputs())),
            new CsvColumn<>("difference tx/s", each -> text(each.throughputDifference(), 1)));
    String base = Markup.escape(ChartStyle.name(ratios.getFirst().base().protocol()));
    return "<h2>Side by side</h2>\n"
        + ReportSentence.of("page.ratios", base)
        + "\n"
        + HtmlPage.table(columns, ratios);
  }

  private static CsvColumn<ProtocolRatios> of(String head, Function<GridCell, Object> word) {
    return new CsvColumn<>(head, each -> word.apply(each.other()));
  }

  private static String name(GridCell cell) {
    return ChartStyle.name(cell.protocol()) + DifferenceReport.everyBlock(cell);
  }

  private static String text(PairedDifference difference, double unit) {
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

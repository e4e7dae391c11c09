package org.medchain.experiments.report;

import java.util.ArrayList;
import java.util.List;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.drawing.ChartStyle;
import org.medchain.experiments.execution.ReadableNumbers;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.GridCell;
import org.medchain.experiments.results.WelchTest;

/** Differences of two runs as a table of words, for the terminal and for the page (EXP-30). */
final class DifferenceTable {
  private static final List<String> HEADS =
      List.of(
          "cell",
          "quantity",
          "A",
          "B",
          "B − A",
          "95 %",
          "B / A − 1",
          "g",
          "δ",
          "p",
          "p Holm",
          "B is");

  private DifferenceTable() {}

  static CellTable of(List<CellDifference> differences) {
    return new CellTable(HEADS, differences.stream().map(DifferenceTable::row).toList(), 1);
  }

  private static List<String> row(CellDifference each) {
    List<String> row = new ArrayList<>();
    row.add(words(each.first().cell()));
    row.add(each.column().header());
    row.add(CellTable.number(each.firstMean()));
    row.add(CellTable.number(each.secondMean()));
    row.add(
        each.test()
            .map(test -> ReadableNumbers.significant(test.difference()))
            .orElse(CellTable.ABSENT));
    row.add(each.test().map(DifferenceTable::interval).orElse(CellTable.ABSENT));
    row.add(
        each.relative().isPresent()
            ? ReadableNumbers.signedPercent(each.relative().getAsDouble())
            : CellTable.ABSENT);
    row.add(
        each.effect().map(effect -> CellTable.number(effect.hedgesG())).orElse(CellTable.ABSENT));
    row.add(
        each.effect()
            .map(effect -> ReadableNumbers.significant(effect.cliffsDelta()))
            .orElse(CellTable.ABSENT));
    row.add(each.test().map(test -> CellTable.number(test.pValue())).orElse(CellTable.ABSENT));
    row.add(CellTable.number(each.adjustedP()));
    row.add(each.verdict());
    return row;
  }

  private static String interval(WelchTest test) {
    return test.low().isPresent()
        ? CellTable.number(test.low()) + " … " + CellTable.number(test.high())
        : CellTable.ABSENT;
  }

  /** A cell in a few words. */
  static String words(GridCell cell) {
    String game =
        cell.game()
            .map(
                point ->
                    ", dishonest %s, lazy %s, reward %s, penalty %s"
                        .formatted(
                            AxisQuantity.DISHONEST.tick(point.dishonest()),
                            AxisQuantity.DISHONEST.tick(point.lazy()),
                            Integer.toString(point.reward()),
                            Integer.toString(point.penalty())))
            .orElse("");
    return "%s, %s nodes%s, withstands %s at %s"
            .formatted(
                ChartStyle.name(cell.protocol()),
                Integer.toString(cell.nodes()),
                cell.faultRate() > 0 ? ", " + RunFigures.faults(cell) : "",
                AxisQuantity.ATTACKER_SHARE.tick(cell.finality().attackerShare()),
                AxisQuantity.EPSILON.tick(cell.finality().epsilon()))
        + everyBlock(cell)
        + game
        + cell.axisWords();
  }

  /** Proof of work's block interval behind a comma; empty for other protocols. */
  static String everyBlock(GridCell cell) {
    String interval = AxisQuantity.BLOCK_INTERVAL.tick(cell.blockIntervalS());
    return interval.isEmpty() ? "" : ", a block every " + interval;
  }
}

package org.medchain.experiments.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.drawing.ChartStyle;
import org.medchain.experiments.execution.ReadableNumbers;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.CsvColumn;
import org.medchain.experiments.results.GridCell;
import org.medchain.experiments.results.WelchTest;

/** Differences of two runs as a table of words, for the terminal and for the page (EXP-30). */
final class DifferenceTable {
  private static final List<CsvColumn<CellDifference>> COLUMNS =
      List.of(
          new CsvColumn<>("cell", each -> words(each.first().cell())),
          new CsvColumn<>("quantity", each -> each.column().header()),
          new CsvColumn<>("A", each -> CellTable.number(each.firstMean())),
          new CsvColumn<>("B", each -> CellTable.number(each.secondMean())),
          new CsvColumn<>(
              "B − A", each -> told(each.test(), test -> significant(test.difference()))),
          new CsvColumn<>("95 %", each -> told(each.test(), DifferenceTable::interval)),
          new CsvColumn<>(
              "B / A − 1",
              each -> {
                OptionalDouble relative = each.relative();
                return relative.isPresent()
                    ? ReadableNumbers.signedPercent(relative.getAsDouble())
                    : CellTable.ABSENT;
              }),
          new CsvColumn<>(
              "g", each -> told(each.effect(), effect -> CellTable.number(effect.hedgesG()))),
          new CsvColumn<>(
              "δ", each -> told(each.effect(), effect -> significant(effect.cliffsDelta()))),
          new CsvColumn<>("p", each -> told(each.test(), test -> CellTable.number(test.pValue()))),
          new CsvColumn<>("p Holm", each -> CellTable.number(each.adjustedP())),
          new CsvColumn<>("B is", CellDifference::verdict));

  private DifferenceTable() {}

  static CellTable of(List<CellDifference> differences) {
    return CellTable.of(COLUMNS, differences, 1);
  }

  private static <T> String told(Optional<T> found, Function<T, String> words) {
    return found.map(words).orElse(CellTable.ABSENT);
  }

  private static String significant(double number) {
    return ReadableNumbers.significant(number);
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

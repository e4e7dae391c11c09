package org.medchain.experiments.answer;

import java.util.List;
import java.util.stream.DoubleStream;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.results.CellSummary;

/** What became of false records, and whether honesty pays: of the cells that say so. */
final class GameAnswer {
  private GameAnswer() {}

  static String of(List<CellSummary> cells) {
    double[] gains = RunSetting.estimates(cells, TrialColumn.HONEST_MINUS_FALSE_PAYOFF).toArray();
    String accepted =
        ValueSpan.of(RunSetting.estimates(cells, TrialColumn.FALSE_ACCEPTED_SHARE))
            .map(span -> "Committees find " + span.percent() + " of the false records valid. ")
            .orElse("");
    long pays = DoubleStream.of(gains).filter(gain -> gain > 0).count();
    return gains.length == 0
        ? accepted
        : accepted
            + "Honesty pays more in %s of %s cells. "
                .formatted(Long.toString(pays), Integer.toString(gains.length));
  }
}

package org.medchain.experiments.answer;

import java.util.ArrayList;
import java.util.List;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.ReportSentence;
import org.medchain.experiments.results.SimulationErrors;

/**
 * What a run is known to get wrong, and what it cannot say.
 *
 * @param setting of the run
 * @param errors of the simulation against processes, as far as they are measured
 */
record RunLimits(RunSetting setting, SimulationErrors errors) {
  /** Cells that finish on average less than this share of what is offered do not keep up. */
  private static final double CARRIED = 0.9;

  String words() {
    List<String> sentences = new ArrayList<>();
    if (setting.isSimulated()) {
      sentences.add(errors.ofMedians());
      if (setting.cells().stream().anyMatch(each -> each.cell().consensus().searches())) {
        sentences.add(ReportSentence.of("limits.pbft"));
      }
    } else {
      sentences.add(ReportSentence.of("limits.one-machine"));
      ValueSpan.of(RunSetting.values(setting.cells(), TrialColumn.PROXY_LATE_P50_MS))
          .map(span -> ReportSentence.of("limits.proxies", span.plain()))
          .ifPresent(sentences::add);
      sentences.add(contaminated());
    }
    sentences.add(flat());
    return String.join(" ", sentences.stream().filter(each -> !each.isEmpty()).toList());
  }

  private String contaminated() {
    List<String> told =
        setting.cells().stream()
            .flatMap(cell -> cell.rows().stream())
            .map(row -> row.text(TrialColumn.CONTAMINATED))
            .toList();
    long busy = told.stream().filter("true"::equals).count();
    return busy == 0 ? "" : ReportSentence.of("limits.contaminated", busy, told.size());
  }

  /** Throughput says nothing where every cell that works carries what is offered. */
  private String flat() {
    List<CellSummary> working = setting.cells().stream().filter(CellSummary::isLive).toList();
    boolean open = setting.load().equals("open") && !setting.isGame();
    return open
            && !working.isEmpty()
            && mean(working, TrialColumn.THROUGHPUT_TPS)
                >= CARRIED * mean(working, TrialColumn.OFFERED_TPS)
        ? ReportSentence.of("limits.flat")
        : "";
  }

  /** Of the cells that have one. */
  private static double mean(List<CellSummary> cells, TrialColumn column) {
    return RunSetting.estimates(cells, column).average().orElse(Double.NaN);
  }
}

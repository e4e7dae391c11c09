package org.medchain.experiments.answer;

import java.util.List;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.RunManifest;
import org.medchain.experiments.results.SimulationErrors;

/**
 * A run in four sentences or more (EXP-34). Each is computed from the run's config and cells, so
 * that not one is about another run.
 *
 * @param question that the run asks
 * @param answer that its cells give
 * @param validWhen the setting under which it is one
 * @param notShown what the run is known to get wrong, or cannot say
 */
public record RunAnswer(String question, String answer, String validWhen, String notShown) {
  /** Of a run as far as it is finished. */
  public static RunAnswer of(
      RunManifest manifest, List<CellSummary> cells, SimulationErrors errors) {
    RunSetting setting = new RunSetting(manifest.json().path("config"), cells);
    return new RunAnswer(
        setting.question(),
        answer(manifest.trialsPlanned(), setting),
        setting.words(),
        setting.limits(errors));
  }

  private static String answer(int planned, RunSetting setting) {
    List<CellSummary> cells = setting.cells();
    int finished = cells.stream().mapToInt(cell -> cell.rows().size()).sum();
    if (finished == 0) {
      return "None: no trial has a result.";
    }
    String some =
        finished < planned
            ? "From %s of %s trials: "
                .formatted(Integer.toString(finished), Integer.toString(planned))
            : "";
    return some + (setting.isGame() ? setting.game() : "") + ProtocolAnswer.of(setting);
  }
}

package org.medchain.study.evolve;

import java.util.ArrayList;
import java.util.List;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.dynamics.IntegrationSettings;
import org.medchain.game.dynamics.PopulationFlow;
import org.medchain.game.dynamics.Trajectory;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Trajectories from given starts. */
record TrajectoryTable(
    StudyFile study, PopulationModel scene, StudySection evolve, StudyExecution work) {
  /** More states are not recorded. */
  private static final int MAX_SAMPLES = 10_000;

  /** How many states are recorded after the start, at equal distances in time. */
  static int samples(StudySection evolve) throws UserInputException {
    if (!evolve.has("every")) {
      return evolve.integer("samples");
    }
    double count = evolve.number("time") / evolve.number("every");
    double whole = Math.rint(count);
    if (Math.abs(count - whole) > 1e-9 * count || whole < 1 || whole > MAX_SAMPLES) {
      throw evolve.refusal(
          "every",
          evolve.keyName("every") + " is " + NumberFormats.number(evolve.number("every")),
          ("allowed: a part of evolve.time, %s, that goes into it 1 to %s times without a "
                  + "rest")
              .formatted(NumberFormats.number(evolve.number("time")), MAX_SAMPLES));
    }
    return (int) whole;
  }

  List<Trajectory> report(
      PopulationFlow flow, List<double[]> starts, ObjectNode json, StudyResults findings)
      throws UserInputException {
    IntegrationSettings horizon =
        IntegrationSettings.of(evolve.number("time"))
            .withoutStoppingAtRest()
            .withSamples(samples(evolve));
    List<Trajectory> paths =
        work.map("trajectories", starts.size(), i -> flow.trajectory(starts.get(i), horizon));
    ArrayNode list = json.putArray("trajectories");
    List<List<String>> rows = new ArrayList<>();
    for (Trajectory path : paths) {
      ObjectNode node = list.addObject();
      node.set("end", ResultJson.numbers(path.last()));
      boolean whole = path.termination() != Trajectory.TerminationReason.TOO_MANY_STEPS;
      node.put("whole", whole);
      double[] times = path.times().stream().mapToDouble(Double::doubleValue).toArray();
      node.set("times", ResultJson.numbers(times));
      node.set("states", ResultJson.rows(path.states().toArray(double[][]::new)));
      List<String> row = new ArrayList<>(scene.cells(path.states().get(0)));
      row.add("→");
      row.addAll(scene.cells(path.last()));
      row.add(NumberFormats.number(times[times.length - 1]) + (whole ? "" : " (too many steps)"));
      rows.add(row);
    }
    List<String> columns = new ArrayList<>(scene.columns(study, "from"));
    columns.add("→");
    columns.addAll(scene.columns(study, "to"));
    columns.add("at time");
    findings.table(columns, rows);
    return paths;
  }
}

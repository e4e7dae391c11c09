package org.medchain.study.evolve;

import java.util.ArrayList;
import java.util.List;
import org.medchain.experiments.config.Refusal;
import org.medchain.game.dynamics.Flow;
import org.medchain.game.dynamics.Horizon;
import org.medchain.game.dynamics.Trajectory;
import org.medchain.study.file.Section;
import org.medchain.study.file.StudyFile;
import org.medchain.study.output.Findings;
import org.medchain.study.output.Json;
import org.medchain.study.output.Shown;
import org.medchain.study.work.Work;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Trajectories from given starts. */
record Paths(StudyFile study, Scene scene, Section evolve, Work work) {
  /** More states are not recorded. */
  private static final int SAMPLES_MAX = 10_000;

  /** How many states are recorded after the start, at equal distances in time. */
  static int samples(Section evolve) throws Refusal {
    if (!evolve.has("every")) {
      return evolve.whole("samples");
    }
    double count = evolve.number("time") / evolve.number("every");
    double whole = Math.rint(count);
    if (Math.abs(count - whole) > 1e-9 * count || whole < 1 || whole > SAMPLES_MAX) {
      throw evolve.refusal(
          "every",
          evolve.name("every") + " is " + Shown.number(evolve.number("every")),
          "allowed: a part of evolve.time, "
              + Shown.number(evolve.number("time"))
              + ", that goes into it 1 to "
              + SAMPLES_MAX
              + " times without a rest");
    }
    return (int) whole;
  }

  List<Trajectory> follow(Flow flow, List<double[]> starts, ObjectNode json, Findings findings)
      throws Refusal {
    Horizon horizon = Horizon.of(evolve.number("time")).throughout().sampled(samples(evolve));
    List<Trajectory> paths =
        work.each("trajectories", starts.size(), i -> flow.run(starts.get(i), horizon));
    ArrayNode list = json.putArray("trajectories");
    List<List<String>> rows = new ArrayList<>();
    for (Trajectory path : paths) {
      ObjectNode node = list.addObject();
      node.set("end", Json.numbers(path.last()));
      boolean whole = path.end() != Trajectory.End.TOO_MANY_STEPS;
      node.put("whole", whole);
      double[] times = path.times().stream().mapToDouble(Double::doubleValue).toArray();
      node.set("times", Json.numbers(times));
      node.set("states", Json.rows(path.states().toArray(double[][]::new)));
      List<String> row = new ArrayList<>(scene.cells(path.states().get(0)));
      row.add("→");
      row.addAll(scene.cells(path.last()));
      row.add(Shown.number(times[times.length - 1]) + (whole ? "" : " (too many steps)"));
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

package org.medchain.study.evolve;

import java.util.ArrayList;
import java.util.List;
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
  List<Trajectory> follow(Flow flow, List<double[]> starts, ObjectNode json, Findings findings) {
    Horizon horizon =
        Horizon.of(evolve.number("time")).throughout().sampled(evolve.whole("samples"));
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

package org.medchain.study.evolve;

import java.util.ArrayList;
import java.util.List;
import org.medchain.game.dynamics.Basins;
import org.medchain.game.dynamics.Flow;
import org.medchain.game.dynamics.Horizon;
import org.medchain.study.file.Section;
import org.medchain.study.file.StudyFile;
import org.medchain.study.output.Findings;
import org.medchain.study.output.Json;
import org.medchain.study.output.Shown;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** From which share of starts each rest point is reached. */
final class BasinTable {
  private static final double LEVEL = 0.95;

  private BasinTable() {}

  static void find(
      StudyFile study,
      Flow flow,
      Scene scene,
      Section wanted,
      int threads,
      ObjectNode json,
      Findings findings) {
    Horizon patient = Basins.patient();
    Horizon horizon =
        new Horizon(
            wanted.number("time"),
            patient.samples(),
            patient.error(),
            patient.restSpeed(),
            patient.steps());
    Basins basins =
        Basins.sampled(flow, horizon, wanted.whole("starts"), study.seed(), LEVEL, threads);
    ObjectNode node = json.putObject("basins");
    ArrayNode list = node.putArray("reached");
    List<List<String>> rows = new ArrayList<>();
    for (Basins.Basin each : basins.basins()) {
      ObjectNode basin = list.addObject();
      basin.set("state", Json.numbers(each.attractor()));
      each.share().ifPresent(share -> basin.set("share", Json.estimate(share)));
      List<String> row = new ArrayList<>(scene.cells(each.attractor()));
      row.add(each.share().map(Shown::estimate).orElse("–"));
      rows.add(row);
    }
    node.put("unresolved", basins.unresolved());
    node.put("starts", basins.starts());
    node.put("searched", basins.searched());
    List<String> columns = new ArrayList<>(scene.columns(study, "reached"));
    columns.add("reached from this share of starts [95 % interval]");
    findings.table(columns, rows);
    findings.text(
        (basins.unresolved() == 0
                ? ""
                : basins.unresolved()
                    + " of "
                    + basins.starts()
                    + " starts reached no rest point by time "
                    + Shown.number(wanted.number("time"))
                    + ". ")
            + "Basins: "
            + basins.searched()
            + ".");
  }
}

package org.medchain.study.evolve;

import java.util.ArrayList;
import java.util.List;
import org.medchain.game.dynamics.BasinsOfAttraction;
import org.medchain.game.dynamics.IntegrationSettings;
import org.medchain.game.dynamics.PopulationFlow;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** From which share of starts each rest point is reached. */
final class BasinTable {
  private static final double LEVEL = 0.95;

  private BasinTable() {}

  static void report(
      StudyFile study,
      PopulationFlow flow,
      PopulationModel scene,
      StudySection wanted,
      int threads,
      ObjectNode json,
      StudyResults findings) {
    IntegrationSettings patient = BasinsOfAttraction.longHorizon();
    IntegrationSettings horizon =
        new IntegrationSettings(
            wanted.number("time"),
            patient.samples(),
            patient.tolerance(),
            patient.restSpeed(),
            patient.maxSteps());
    BasinsOfAttraction basins =
        BasinsOfAttraction.fromRandomStarts(
            flow, horizon, wanted.integer("starts"), study.seed(), LEVEL, threads);
    ObjectNode node = json.putObject("basins");
    ArrayNode list = node.putArray("reached");
    List<List<String>> rows = new ArrayList<>();
    for (BasinsOfAttraction.BasinOfAttraction each : basins.basins()) {
      ObjectNode basin = list.addObject();
      basin.set("state", ResultJson.numbers(each.attractor()));
      basin.set("share", ResultJson.estimate(each.share()));
      List<String> row = new ArrayList<>(scene.cells(each.attractor()));
      row.add(NumberFormats.estimate(each.share()));
      rows.add(row);
    }
    node.put("unresolved", basins.unresolved());
    node.put("starts", basins.starts());
    node.put("searched", basins.searchScope());
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
                    + NumberFormats.number(wanted.number("time"))
                    + ". ")
            + "Basins: "
            + basins.searchScope()
            + ".");
  }
}

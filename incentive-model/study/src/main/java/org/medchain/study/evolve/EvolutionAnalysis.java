package org.medchain.study.evolve;

import java.util.ArrayList;
import java.util.List;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.dynamics.PopulationFlow;
import org.medchain.game.dynamics.RestPoints;
import org.medchain.game.dynamics.Trajectory;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How behaviour moves in large populations (GAME-10, GAME-13): for each dynamic the rest points
 * with their stability, trajectories, and from how many starts each rest point is reached.
 *
 * @param study what is asked
 * @param work how it is done
 * @param findings get the results
 */
public record EvolutionAnalysis(StudyFile study, StudyExecution work, StudyResults findings) {
  /** Runs all requested parts. */
  public void run() throws UserInputException {
    StudySection wanted = study.section("evolve");
    PopulationModel scene = PopulationModel.of(study, wanted);
    List<double[]> starts = scene.starts(wanted);
    List<DynamicSelection> dynamics = DynamicSelection.of(wanted);
    List<BifurcationScan> scans = new ArrayList<>();
    if (wanted.has("scan")) {
      scans.add(new BifurcationScan(study, scene, wanted.section("scan"), findings));
      scans.get(0).check(dynamics);
    }
    TrajectoryTable.samples(wanted);
    VectorFieldTable.check(scene, wanted);
    describe(scene);
    units(scene);
    ArrayNode json = findings.json().putArray("dynamics");
    for (int number = 0; number < dynamics.size(); number++) {
      one(scene, starts, dynamics.get(number), number, json.addObject());
    }
    if (wanted.integer("fictitious_play") > 0) {
      work.begin("fictitious play");
      FictitiousPlayTable.report(study, wanted, findings);
    }
    for (BifurcationScan scan : scans) {
      scan.report(dynamics, work);
    }
  }

  private void describe(PopulationModel scene) {
    findings.heading(study.title());
    String source = study.source().isEmpty() ? "" : " Source: " + study.source() + ".";
    findings.text(
        (scene.perRole() ? "A population for each player: " : "One population that meets itself: ")
            + String.join(
                "; ",
                scene.populations().strategies().stream()
                    .map(names -> String.join(", ", names))
                    .toList())
            + ". Payoffs are counted from the least in units of their range, "
            + NumberFormats.number(scene.populations().payoffUnit())
            + ": noise, mutation and background are in this unit, and so are eigenvalues; times are"
            + " in its inverse."
            + source);
  }

  /** For programs: what times, eigenvalues and parameters are measured in. */
  private void units(PopulationModel scene) {
    ObjectNode json = findings.json();
    json.set("strategies", ResultJson.texts(scene.names(study)));
    ResultJson.put(json, "payoff_unit", scene.populations().payoffUnit());
    json.put(
        "payoff_unit_is",
        "range of the payoffs, in the game's own unit; noise, mutation and background are in units"
            + " of it");
    double[] least = new double[scene.populations().populationCount()];
    for (int p = 0; p < least.length; p++) {
      least[p] = scene.populations().leastPayoff(p);
    }
    json.set("least_payoffs", ResultJson.numbers(least));
  }

  private void one(
      PopulationModel scene,
      List<double[]> starts,
      DynamicSelection choice,
      int number,
      ObjectNode json)
      throws UserInputException {
    StudySection wanted = study.section("evolve");
    PopulationFlow flow = scene.flow(choice.dynamic());
    findings.heading("Dynamic: " + choice.description());
    json.put("dynamic", choice.name());
    ObjectNode parameters = json.putObject("parameters");
    choice.parameters().forEach(parameters::put);
    json.put("time_unit", choice.timeUnit());
    json.put("eigenvalue_unit", "1 / time unit");
    List<RestPoints> rests = new ArrayList<>();
    if (wanted.bool("rest_points")) {
      work.begin("rest points");
      rests.add(RestPointTable.report(study, flow, scene, json, findings));
    }
    List<Trajectory> paths =
        new TrajectoryTable(study, scene, wanted, work).report(flow, starts, json, findings);
    StudySection basins = wanted.section("basins");
    if (basins.integer("starts") > 0) {
      work.begin("basins");
      BasinTable.report(study, flow, scene, basins, work.threads(), json, findings);
    }
    if (!choice.timeUnit().equals(DynamicSelection.INVERSE_PAYOFF)) {
      findings.text("Here times are in: " + choice.timeUnit() + "; eigenvalues in the inverse.");
    }
    VectorFieldTable field = new VectorFieldTable(study, scene, wanted, choice, number);
    field.report(flow, json, findings);
    new FlowFigures(study, scene, choice, number, field.fileName(), findings)
        .draw(flow, rests, paths);
  }
}

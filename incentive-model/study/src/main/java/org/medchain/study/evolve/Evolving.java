package org.medchain.study.evolve;

import java.util.ArrayList;
import java.util.List;
import org.medchain.experiments.config.Refusal;
import org.medchain.game.dynamics.Flow;
import org.medchain.game.dynamics.RestPoints;
import org.medchain.game.dynamics.Trajectory;
import org.medchain.study.file.Section;
import org.medchain.study.file.StudyFile;
import org.medchain.study.output.Findings;
import org.medchain.study.output.Json;
import org.medchain.study.output.Shown;
import org.medchain.study.work.Work;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How behaviour moves in large populations (GAME-10, GAME-13): for each dynamic the rest points
 * with their stability, trajectories, and from how many starts each rest point is reached.
 */
public final class Evolving {
  private final StudyFile study;
  private final Work work;
  private final Findings findings;
  private final Section wanted;

  /** A study, and where what is found goes. */
  public Evolving(StudyFile study, Work work, Findings findings) {
    this.study = study;
    this.work = work;
    this.findings = findings;
    this.wanted = study.section("evolve");
  }

  /** Follows all that was asked for. */
  public void run() throws Refusal {
    Scene scene = Scene.of(study, wanted);
    List<double[]> starts = scene.starts(wanted);
    int strategies = scene.sizes()[0];
    List<DynamicChoice> dynamics = DynamicChoice.of(wanted, strategies);
    List<Scan> scans = new ArrayList<>();
    if (wanted.has("scan")) {
      scans.add(new Scan(study, scene, wanted.section("scan"), findings));
      scans.get(0).check(dynamics);
    }
    Paths.samples(wanted);
    VectorField.check(scene, wanted);
    describe(scene);
    units(scene);
    ArrayNode json = findings.json().putArray("dynamics");
    for (int number = 0; number < dynamics.size(); number++) {
      one(scene, starts, dynamics.get(number), number, json.addObject());
    }
    if (wanted.whole("fictitious_play") > 0) {
      work.begin("fictitious play");
      FictitiousPlay.follow(study, wanted, findings);
    }
    for (Scan scan : scans) {
      scan.run(dynamics, work);
    }
  }

  private void describe(Scene scene) {
    findings.heading(study.title());
    String source = study.source().isEmpty() ? "" : " Source: " + study.source() + ".";
    findings.text(
        (scene.roles() ? "A population for each player: " : "One population that meets itself: ")
            + String.join(
                "; ",
                scene.populations().strategies().stream()
                    .map(names -> String.join(", ", names))
                    .toList())
            + ". Payoffs are counted from the least in units of their range, "
            + Shown.number(scene.populations().payoffUnit())
            + ": noise, mutation and background are in this unit, and so are eigenvalues; times are"
            + " in its inverse."
            + source);
  }

  /** For programs: what times, eigenvalues and parameters are measured in. */
  private void units(Scene scene) {
    ObjectNode json = findings.json();
    json.set("strategies", Json.words(scene.names(study)));
    Json.put(json, "payoff_unit", scene.populations().payoffUnit());
    json.put(
        "payoff_unit_is",
        "range of the payoffs, in the game's own unit; noise, mutation and background are in units"
            + " of it");
    double[] least = new double[scene.populations().count()];
    for (int p = 0; p < least.length; p++) {
      least[p] = scene.populations().leastPayoff(p);
    }
    json.set("least_payoffs", Json.numbers(least));
  }

  private void one(
      Scene scene, List<double[]> starts, DynamicChoice choice, int number, ObjectNode json)
      throws Refusal {
    Flow flow = scene.flow(choice.dynamic());
    findings.heading("Dynamic: " + choice.words());
    json.put("dynamic", choice.name());
    ObjectNode parameters = json.putObject("parameters");
    choice.parameters().forEach(parameters::put);
    json.put("time_unit", choice.timeUnit());
    json.put("eigenvalue_unit", "1 / time unit");
    List<RestPoints> rests = new ArrayList<>();
    if (wanted.yes("rest_points")) {
      work.begin("rest points");
      rests.add(RestTable.find(study, flow, scene, json, findings));
    }
    List<Trajectory> paths =
        new Paths(study, scene, wanted, work).follow(flow, starts, json, findings);
    Section basins = wanted.section("basins");
    if (basins.whole("starts") > 0) {
      work.begin("basins");
      BasinTable.find(study, flow, scene, basins, work.threads(), json, findings);
    }
    if (!choice.timeUnit().equals(DynamicChoice.INVERSE_PAYOFF)) {
      findings.text("Here times are in: " + choice.timeUnit() + "; eigenvalues in the inverse.");
    }
    VectorField field = new VectorField(study, scene, wanted, choice, number);
    field.tell(flow, json, findings);
    new FlowFigures(study, scene, choice, number, field.file(), findings).draw(flow, rests, paths);
  }
}

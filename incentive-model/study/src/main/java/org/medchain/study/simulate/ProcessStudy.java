package org.medchain.study.simulate;

import java.util.Locale;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.population.FinitePopulation;
import org.medchain.game.population.FinitePopulationGame;
import org.medchain.game.population.Fitness;
import org.medchain.game.population.MoranProcess;
import org.medchain.game.population.PairwiseComparison;
import org.medchain.game.population.UpdateProcess;
import org.medchain.game.population.WrightFisherProcess;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ObjectNode;

/** Everything about one process. */
record ProcessStudy(StudyFile study, SimulationSetup setting, int number, StudyResults findings) {
  void run(StudySection process, ObjectNode json) throws UserInputException {
    String words = words(process);
    findings.heading(words);
    json.put("process", process.text("process"));
    json.put("population", process.integer("population"));
    json.put("selection", process.number("selection"));
    json.put("mutation", process.number("mutation"));
    FinitePopulation population = process.refusingAt("", () -> population(setting, process));
    if (setting.isRequested("fixation") || setting.isRequested("small-mutation")) {
      setting.execution().begin("fixation");
      new RareMutationTable(setting, findings).report(process, population, json);
    }
    if (setting.isRequested("stationary")) {
      setting.execution().begin("stationary distribution");
      new StationaryTable(study, setting, words, id(), findings).report(process, population, json);
    }
    if (setting.isRequested("runs")) {
      new SimulatedRuns(setting, words, id(), findings).reportCounts(process, population, json);
    }
  }

  private String id() {
    return Integer.toString(number + 1);
  }

  static FinitePopulation population(SimulationSetup setting, StudySection process) {
    return new FinitePopulation(
        FinitePopulationGame.of(setting.game()),
        process.integer("population"),
        rule(process),
        process.number("mutation"));
  }

  private static UpdateProcess rule(StudySection process) {
    return switch (process.text("process")) {
      case "moran" -> new MoranProcess(fitness(process));
      case "wright-fisher" -> new WrightFisherProcess(fitness(process));
      default -> new PairwiseComparison(process.number("selection"));
    };
  }

  static Fitness fitness(StudySection section) {
    double selection = section.number("selection");
    return section.text("fitness").equals("linear")
        ? new Fitness.LinearFitness(selection)
        : new Fitness.ExponentialFitness(selection);
  }

  private static String words(StudySection process) {
    String name =
        switch (process.text("process")) {
          case "moran" -> "Moran process";
          case "wright-fisher" -> "Wright–Fisher process";
          default -> "Pairwise comparison (Fermi)";
        };
    return String.format(
        Locale.ROOT,
        "%s, N = %d, selection %s, mutation %s",
        name,
        process.integer("population"),
        NumberFormats.number(process.number("selection")),
        NumberFormats.number(process.number("mutation")));
  }
}

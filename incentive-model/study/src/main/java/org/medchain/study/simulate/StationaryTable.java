package org.medchain.study.simulate;

import java.util.Arrays;
import java.util.List;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.population.FinitePopulation;
import org.medchain.game.population.StationaryDistribution;
import org.medchain.game.population.WrightFisherProcess;
import org.medchain.study.figure.CountDensityFigure;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.FigureHeading;
import org.medchain.study.figure.SimplexDensityFigure;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ObjectNode;

/** How often a population with mutation is in each state in the long run, exactly. */
record StationaryTable(
    StudyFile study,
    SimulationSetup setting,
    String description,
    String id,
    StudyResults findings) {
  /** Multiplications of the elimination: about ten seconds. */
  private static final double EFFORT_MAX = 2e9;

  /** Larger distributions are reported by their means. */
  private static final int STATES_LISTED = 25_000;

  void report(StudySection process, FinitePopulation population, ObjectNode json)
      throws UserInputException {
    if (population.mutation() == 0) {
      findings.text("Without mutation there is no stationary distribution.");
      return;
    }
    if (effort(population) > EFFORT_MAX) {
      findings.text(
          "Stationary distribution: not computed, there are too many states ("
              + NumberFormats.number(states(population.size(), population.strategies()))
              + "); see the runs.");
      return;
    }
    StationaryDistribution distribution =
        process.refusingAt("", () -> StationaryDistribution.of(population));
    ObjectNode node = json.putObject("stationary");
    node.put("states", distribution.states());
    node.set("shares", ResultJson.numbers(distribution.shares()));
    double[] probabilities = distribution.probabilities();
    if (distribution.states() <= STATES_LISTED) {
      node.put("order", order());
      node.set("probabilities", ResultJson.numbers(probabilities));
    }
    findings.text(
        "Stationary distribution over "
            + distribution.states()
            + " states; mean shares: "
            + NumberFormats.shares(setting.strategies(), distribution.shares())
            + ".");
    findings.text(
        "States are in the order of how many play '"
            + setting.strategies().get(0)
            + (setting.strategies().size() > 2 ? "', then the next strategy" : "'")
            + ", from none to all.");
    draw(population, probabilities);
  }

  /** Which state each probability belongs to. */
  private String order() {
    int strategies = setting.strategies().size();
    return strategies == 2
        ? "probabilities[i]: i individuals play strategies[0], the others strategies[1]"
        : "probabilities in the order of how many play strategies[0], then strategies[1], and so"
            + " on, each from none to all: first all play the last strategy, at the end all the"
            + " first";
  }

  /**
   * Elimination within the band; by generations the matrix is dense, for two strategies trivial.
   */
  private static double effort(FinitePopulation population) {
    int strategies = population.strategies();
    double states = states(population.size(), strategies);
    if (population.process() instanceof WrightFisherProcess) {
      return states * states * states / 3;
    }
    double reach = states(population.size(), strategies - 1);
    return strategies == 2 ? states : states * reach * reach;
  }

  /** (N+k−1 choose k−1). */
  private static double states(int size, int strategies) {
    double count = 1;
    for (int i = 1; i < strategies; i++) {
      count = count * (size + i) / i;
    }
    return count;
  }

  private void draw(FinitePopulation population, double[] probabilities) {
    List<Double> masses = Arrays.stream(probabilities).boxed().toList();
    FigureHeading heading =
        new FigureHeading(
            "stationary-" + id,
            "Stationary distribution",
            study.title() + ". " + description + ". How often the population is in each state.");
    List<String> names = setting.strategies();
    if (population.strategies() == 2) {
      findings.figure(
          new CountDensityFigure(
              heading,
              FigureAxis.between(
                  "individuals who play '" + names.get(0) + "'", 0, population.size()),
              FigureAxis.linear("probability"),
              List.of(new CountDensityFigure.CountDensity(description, masses))));
    } else if (population.strategies() == 3) {
      findings.figure(
          new SimplexDensityFigure(heading, names, FigureAxis.logarithmic("probability"), masses));
    }
  }
}

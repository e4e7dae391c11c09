package org.medchain.study.simulate;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.population.FinitePopulation;
import org.medchain.game.population.FinitePopulationGame;
import org.medchain.game.population.Fitness;
import org.medchain.game.population.FixationStatistics;
import org.medchain.game.population.MoranProcess;
import org.medchain.game.population.PairwiseComparison;
import org.medchain.game.population.SmallMutationLimit;
import org.medchain.game.population.StationaryDistribution;
import org.medchain.game.population.UpdateProcess;
import org.medchain.game.population.WrightFisherProcess;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.FigureHeading;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.figure.SeriesFigure.DataSeries;
import org.medchain.study.figure.SeriesFigure.SeriesLook;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.ResultTable;
import org.medchain.study.output.StudyResults;
import org.medchain.study.output.StudyText;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything about one process: mutations one at a time, each gone or taken over before the next
 * comes (GAME-22); how often a population with mutation is in each state in the long run; runs.
 */
record ProcessStudy(SimulationSetup setting, StudySection process, int number) {
  /** The logarithm of the smallest double that has all its digits. */
  private static final double LOG_MIN = -708;

  private static final double LOG_MAX = 709;

  /** Multiplications of the elimination: about ten seconds. */
  private static final double EFFORT_MAX = 4e9;

  /** Larger distributions are reported by their means. */
  private static final int STATES_LISTED = 25_000;

  /** More marks make a file that browsers open slowly. */
  private static final int STATES_DRAWN = 5_000;

  private static final List<String> DECADES =
      List.of("most probable", "down to 1 %", "down to 0.1 %", "less probable");

  /** Refuses numbers of mutants that make no sense in one of the populations. */
  static void check(StudySection wanted) throws UserInputException {
    double[] mutants = wanted.numbers("mutants");
    for (StudySection process : wanted.sections("processes")) {
      int size = process.integer("population");
      for (int i = 0; i < mutants.length; i++) {
        if (mutants[i] >= size) {
          throw wanted.wrong(
              "mutants/" + i,
              "is " + NumberFormats.number(mutants[i]),
              "allowed: 1 to " + (size - 1) + " in a population of " + size);
        }
      }
    }
  }

  void run(ObjectNode json) throws UserInputException {
    setting.findings().heading(words());
    json.put("process", process.text("process"));
    json.put("population", process.integer("population"));
    json.put("selection", process.number("selection"));
    json.put("mutation", process.number("mutation"));
    FinitePopulation population =
        process.refusingAt(
            "",
            () ->
                new FinitePopulation(
                    FinitePopulationGame.of(setting.game()),
                    process.integer("population"),
                    rule(),
                    process.number("mutation")));
    if (setting.isRequested("fixation") || setting.isRequested("small-mutation")) {
      setting.work().begin("fixation");
      rareMutations(population, json);
    }
    if (setting.isRequested("stationary")) {
      setting.work().begin("stationary distribution");
      stationary(population, json);
    }
    if (setting.isRequested("runs")) {
      new SimulatedRuns(setting, words(), id()).report(process, population, json);
    }
  }

  private String id() {
    return Integer.toString(number + 1);
  }

  private UpdateProcess rule() {
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

  private String words() {
    String name =
        switch (process.text("process")) {
          case "moran" -> "Moran process";
          case "wright-fisher" -> "Wright–Fisher process";
          default -> "Pairwise comparison (Fermi)";
        };
    return "%s, N = %s, selection %s, mutation %s"
        .formatted(
            name,
            process.integer("population"),
            NumberFormats.number(process.number("selection")),
            NumberFormats.number(process.number("mutation")));
  }

  private void rareMutations(FinitePopulation population, ObjectNode json)
      throws UserInputException {
    SmallMutationLimit limit = process.refusingAt("", () -> SmallMutationLimit.of(population));
    if (setting.isRequested("fixation")) {
      matrix(limit, json);
      if (population.process() instanceof WrightFisherProcess
          && population.size() > FixationStatistics.MAX_WRIGHT_FISHER_SIZE) {
        setting.findings().say("fixation.left", FixationStatistics.MAX_WRIGHT_FISHER_SIZE);
      } else {
        fixation(population, json.putObject("fixation"));
      }
    }
    if (setting.isRequested("small-mutation")) {
      ResultJson.put(json.putObject("small_mutation"), "shares", limit.shares());
      setting
          .findings()
          .say("small-mutation.text", NumberFormats.shares(setting.strategies(), limit.shares()));
    }
  }

  /** For programs: one mutant of the row's strategy in a population of the column's. */
  private void matrix(SmallMutationLimit limit, ObjectNode json) {
    int strategies = setting.strategies().size();
    json.put("log_fixation_order", StudyText.of("log-fixation-order"));
    ArrayNode logs = json.putArray("log_fixation");
    for (int mutant = 0; mutant < strategies; mutant++) {
      ArrayNode row = logs.addArray();
      for (int resident = 0; resident < strategies; resident++) {
        row.add(
            ResultJson.of(mutant == resident ? Double.NaN : limit.logFixation(mutant, resident)));
      }
    }
  }

  private void fixation(FinitePopulation population, ObjectNode json) throws UserInputException {
    boolean generations = population.process() instanceof WrightFisherProcess;
    String unit = generations ? "generations" : "events";
    json.put("time_unit", unit);
    ArrayNode list = json.putArray("takeovers");
    List<Integer> mutants =
        Arrays.stream(setting.section().numbers("mutants")).mapToObj(each -> (int) each).toList();
    List<String> names = setting.strategies();
    ResultTable table =
        ResultTable.named("fixation")
            .column(unit + " until decided")
            .column("if they take over")
            .column("if they are lost");
    setting.<UserInputException>forPairs(
        (mutant, resident) -> {
          List<FixationStatistics> found =
              process.refusingAt(
                  "", () -> FixationStatistics.of(population, mutant, resident, mutants));
          for (FixationStatistics each : found) {
            ResultTable.Row row =
                table
                    .row(list)
                    .cell(each.mutants())
                    .put("mutant", names.get(mutant))
                    .put("resident", names.get(resident))
                    .json("mutants", each.mutants());
            logarithm(row, "probability", each.logProbability());
            row.cell(probability(each.logProbability()))
                .cell(often(each.logProbability(), population.size(), each.mutants()));
            time(row, "time", each.logTime());
            time(row, "time_if_fixed", each.logTimeIfFixed());
            time(row, "time_if_lost", each.logTimeIfLost());
          }
        });
    setting.findings().table(table);
    if (generations) {
      setting.findings().text("Times are means.");
    } else {
      setting.findings().say("fixation.times", population.size());
    }
  }

  private static void logarithm(ResultTable.Row row, String key, double log) {
    row.json(key, StrictMath.exp(log)).json("log_" + key, log);
  }

  private static void time(ResultTable.Row row, String key, double log) {
    logarithm(row, key, log);
    row.cell(log > LOG_MAX ? power(log) : NumberFormats.number(StrictMath.exp(log)));
  }

  private static String often(double log, int size, int mutants) {
    return NumberFormats.number(
        StrictMath.exp(log + StrictMath.log(size) - StrictMath.log(mutants)));
  }

  /** From its logarithm: one too small for a double is a power of ten all the same. */
  private static String probability(double log) {
    return log < LOG_MIN && !Double.isInfinite(log)
        ? power(log)
        : NumberFormats.share(StrictMath.exp(log));
  }

  private static String power(double log) {
    return "1e" + (long) Math.floor(log / StrictMath.log(10));
  }

  private void stationary(FinitePopulation population, ObjectNode json) throws UserInputException {
    StudyResults findings = setting.findings();
    List<String> names = setting.strategies();
    if (population.mutation() == 0) {
      findings.say("stationary.none");
      return;
    }
    if (effort(population) > EFFORT_MAX) {
      findings.say("stationary.left", states(population.size(), population.strategies()));
      return;
    }
    StationaryDistribution distribution =
        process.refusingAt("", () -> StationaryDistribution.of(population));
    ObjectNode node = json.putObject("stationary");
    node.put("states", distribution.states());
    ResultJson.put(node, "shares", distribution.shares());
    if (distribution.states() <= STATES_LISTED) {
      // Which state each probability belongs to.
      node.put(
          "order", StudyText.of(names.size() == 2 ? "stationary.order-2" : "stationary.order"));
      ResultJson.put(node, "probabilities", distribution.probabilities());
    }
    findings.say(
        "stationary.text",
        distribution.states(),
        NumberFormats.shares(names, distribution.shares()));
    findings.say(
        "stationary.states", names.get(0), names.size() > 2 ? "', then the next strategy" : "'");
    double[] masses = distribution.probabilities();
    if (names.size() == 2) {
      List<Integer> counts = IntStream.rangeClosed(0, population.size()).boxed().toList();
      draw(
          FigureAxis.linear("individuals who play '" + names.get(0) + "'"),
          FigureAxis.linear("probability"),
          List.of(DataSeries.line("probability", counts, each -> each, each -> masses[each])));
    } else if (names.size() == 3 && masses.length <= STATES_DRAWN) {
      draw(
          FigureAxis.between("share of '" + names.get(1) + "'", -0.05, 1.05),
          FigureAxis.between("share of '" + names.get(2) + "'", -0.05, 1.05),
          decades(masses, population.size()));
    }
  }

  private void draw(FigureAxis x, FigureAxis y, List<DataSeries> series) {
    FigureHeading heading =
        StudyResults.figureHeading("stationary", setting.study().title(), words())
            .as("stationary-" + id(), "");
    setting.findings().figure(SeriesFigure.of(heading, x, y, "", series));
  }

  /** The states of three strategies, by how far they are less probable than the most probable. */
  private static List<DataSeries> decades(double[] masses, int size) {
    double most = Arrays.stream(masses).max().orElseThrow();
    List<List<Point2D.Double>> places = new ArrayList<>();
    DECADES.forEach(each -> places.add(new ArrayList<>()));
    int state = 0;
    for (int first = 0; first <= size; first++) {
      for (int second = 0; second <= size - first; second++) {
        int decade = (int) Math.floor(-Math.log10(masses[state++] / most));
        places
            .get(Math.min(decade, DECADES.size() - 1))
            .add(
                new Point2D.Double(
                    second / (double) size, (size - first - second) / (double) size));
      }
    }
    List<DataSeries> series = new ArrayList<>();
    for (List<Point2D.Double> each : places) {
      series.add(DataSeries.places(DECADES.get(series.size()), SeriesLook.MARKS, each));
    }
    return series;
  }

  /**
   * Elimination within the band; by generations the matrix is dense, for two strategies trivial.
   */
  private static double effort(FinitePopulation population) {
    double states = states(population.size(), population.strategies());
    double reach =
        population.process() instanceof WrightFisherProcess
            ? states
            : states(population.size(), population.strategies() - 1);
    return states * reach * reach;
  }

  /** (N+k−1 choose k−1). */
  private static double states(int size, int strategies) {
    return CombinatoricsUtils.binomialCoefficientDouble(size + strategies - 1, strategies - 1);
  }
}

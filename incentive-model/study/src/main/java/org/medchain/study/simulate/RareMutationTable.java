package org.medchain.study.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.population.FinitePopulation;
import org.medchain.game.population.FixationStatistics;
import org.medchain.game.population.SmallMutationLimit;
import org.medchain.game.population.WrightFisherProcess;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Mutations one at a time: each is gone or has taken over before the next comes. How often, and how
 * long it takes (GAME-22).
 */
record RareMutationTable(SimulationSetup setting, StudyResults findings) {
  /** The logarithm of the smallest double that has all its digits. */
  private static final double LOG_MIN = -708;

  private static final double LOG_MAX = 709;

  /** Refuses numbers of mutants that make no sense in one of the populations. */
  static void check(StudySection wanted) throws UserInputException {
    double[] mutants = wanted.numbers("mutants");
    for (StudySection process : wanted.sections("processes")) {
      int size = process.integer("population");
      for (int i = 0; i < mutants.length; i++) {
        if (mutants[i] >= size) {
          throw wanted.refusal(
              "mutants/" + i,
              wanted.keyName("mutants/" + i) + " is " + NumberFormats.number(mutants[i]),
              "allowed: 1 to " + (size - 1) + " in a population of " + size);
        }
      }
    }
  }

  void report(StudySection process, FinitePopulation population, ObjectNode json)
      throws UserInputException {
    SmallMutationLimit limit = process.refusingAt("", () -> SmallMutationLimit.of(population));
    if (setting.isRequested("fixation")) {
      matrix(limit, json);
      if (population.process() instanceof WrightFisherProcess
          && population.size() > FixationStatistics.MAX_WRIGHT_FISHER_SIZE) {
        one(limit, population.size());
      } else {
        all(process, population, json.putObject("fixation"));
      }
    }
    if (setting.isRequested("small-mutation")) {
      json.putObject("small_mutation").set("shares", ResultJson.numbers(limit.shares()));
      findings.text(
          "Where mutations are rare, all play the same nearly always; shares of the time: "
              + NumberFormats.shares(setting.strategies(), limit.shares())
              + ".");
    }
  }

  /** For programs: one mutant of the row's strategy in a population of the column's. */
  private void matrix(SmallMutationLimit limit, ObjectNode json) {
    int strategies = setting.strategies().size();
    json.put(
        "log_fixation_order",
        "log_fixation[i][j]: natural logarithm of the probability that one mutant who plays"
            + " strategies[i] takes over a population that plays strategies[j]");
    ArrayNode logs = json.putArray("log_fixation");
    for (int mutant = 0; mutant < strategies; mutant++) {
      ArrayNode row = logs.addArray();
      for (int resident = 0; resident < strategies; resident++) {
        if (mutant == resident) {
          row.addNull();
        } else {
          row.addAll(ResultJson.numbers(limit.logFixation(mutant, resident)));
        }
      }
    }
  }

  private void one(SmallMutationLimit limit, int size) {
    List<List<String>> rows = new ArrayList<>();
    List<String> names = setting.strategies();
    for (int mutant = 0; mutant < names.size(); mutant++) {
      for (int resident = 0; resident < names.size(); resident++) {
        if (mutant != resident) {
          double log = limit.logFixation(mutant, resident);
          rows.add(
              List.of(
                  names.get(mutant), names.get(resident), probability(log), often(log, size, 1)));
        }
      }
    }
    findings.table(List.of("one mutant", "among", "takes over", "times as often as neutral"), rows);
    findings.text(
        "Not computed: several mutants and fixation times by Wright and Fisher, for more than "
            + FixationStatistics.MAX_WRIGHT_FISHER_SIZE
            + " individuals.");
  }

  private void all(StudySection process, FinitePopulation population, ObjectNode json)
      throws UserInputException {
    boolean whole = population.process() instanceof WrightFisherProcess;
    String unit = whole ? "generations" : "events";
    json.put("time_unit", unit);
    ArrayNode list = json.putArray("takeovers");
    List<Integer> mutants =
        Arrays.stream(setting.section().numbers("mutants"))
            .mapToInt(each -> (int) each)
            .boxed()
            .toList();
    List<String> names = setting.strategies();
    List<List<String>> rows = new ArrayList<>();
    for (int mutant = 0; mutant < names.size(); mutant++) {
      for (int resident = 0; resident < names.size(); resident++) {
        if (mutant != resident) {
          int one = mutant;
          int other = resident;
          List<FixationStatistics> found =
              process.refusingAt("", () -> FixationStatistics.of(population, one, other, mutants));
          for (FixationStatistics each : found) {
            json(each, names.get(mutant), names.get(resident), list.addObject());
            rows.add(row(each, names.get(mutant), names.get(resident), population.size()));
          }
        }
      }
    }
    findings.table(
        List.of(
            "mutants",
            "playing",
            "among",
            "take over",
            "times as often as neutral",
            unit + " until decided",
            "if they take over",
            "if they are lost"),
        rows);
    findings.text(
        "Times are means"
            + (whole ? "." : ", in events, those that change nothing included; a round is ")
            + (whole ? "" : population.size() + " events."));
  }

  private static void json(
      FixationStatistics takeover, String mutant, String resident, ObjectNode node) {
    node.put("mutant", mutant);
    node.put("resident", resident);
    node.put("mutants", takeover.mutants());
    ResultJson.put(node, "probability", StrictMath.exp(takeover.logProbability()));
    ResultJson.put(node, "log_probability", takeover.logProbability());
    ResultJson.put(node, "time", StrictMath.exp(takeover.logTime()));
    ResultJson.put(node, "log_time", takeover.logTime());
    ResultJson.put(node, "time_if_fixed", StrictMath.exp(takeover.logTimeIfFixed()));
    ResultJson.put(node, "log_time_if_fixed", takeover.logTimeIfFixed());
    ResultJson.put(node, "time_if_lost", StrictMath.exp(takeover.logTimeIfLost()));
    ResultJson.put(node, "log_time_if_lost", takeover.logTimeIfLost());
  }

  private static List<String> row(
      FixationStatistics each, String mutant, String resident, int size) {
    return List.of(
        Integer.toString(each.mutants()),
        mutant,
        resident,
        probability(each.logProbability()),
        often(each.logProbability(), size, each.mutants()),
        time(each.logTime()),
        time(each.logTimeIfFixed()),
        time(each.logTimeIfLost()));
  }

  private static String often(double log, int size, int mutants) {
    return NumberFormats.number(
        StrictMath.exp(log + StrictMath.log(size) - StrictMath.log(mutants)));
  }

  private static String time(double log) {
    return log > LOG_MAX ? power(log) : NumberFormats.number(StrictMath.exp(log));
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
}

package org.medchain.study.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medchain.experiments.config.Refusal;
import org.medchain.game.population.CountGame;
import org.medchain.game.population.FinitePopulation;
import org.medchain.game.population.Fitness;
import org.medchain.game.population.Moran;
import org.medchain.game.population.PairwiseComparison;
import org.medchain.game.population.SmallMutationLimit;
import org.medchain.game.population.UpdateProcess;
import org.medchain.game.population.WrightFisher;
import org.medchain.study.file.Section;
import org.medchain.study.file.StudyFile;
import org.medchain.study.output.Findings;
import org.medchain.study.output.Json;
import org.medchain.study.output.Shown;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Everything about one process. */
record ProcessStudy(StudyFile study, Setting setting, int number, Findings findings) {
  /** The logarithm of the smallest double that has all its digits. */
  private static final double LOG_MIN = -708;

  void run(Section process, ObjectNode json) throws Refusal {
    String words = words(process);
    findings.heading(words);
    json.put("process", process.word("process"));
    json.put("population", process.whole("population"));
    json.put("selection", process.number("selection"));
    json.put("mutation", process.number("mutation"));
    FinitePopulation population = process.guarded("", () -> population(setting, process));
    if (setting.wants("fixation") || setting.wants("small-mutation")) {
      setting.work().begin("fixation");
      rare(process.guarded("", () -> SmallMutationLimit.of(population)), population, json);
    }
    if (setting.wants("stationary")) {
      setting.work().begin("stationary distribution");
      new Stationary(study, setting, words, id(), findings).find(process, population, json);
    }
    if (setting.wants("runs")) {
      new Runs(setting, words, id(), findings).ofCounts(process, population, json);
    }
  }

  private String id() {
    return Integer.toString(number + 1);
  }

  static FinitePopulation population(Setting setting, Section process) {
    return new FinitePopulation(
        CountGame.of(setting.game()),
        process.whole("population"),
        rule(process),
        process.number("mutation"));
  }

  private static UpdateProcess rule(Section process) {
    return switch (process.word("process")) {
      case "moran" -> new Moran(fitness(process));
      case "wright-fisher" -> new WrightFisher(fitness(process));
      default -> new PairwiseComparison(process.number("selection"));
    };
  }

  static Fitness fitness(Section section) {
    double selection = section.number("selection");
    return section.word("fitness").equals("linear")
        ? new Fitness.Linear(selection)
        : new Fitness.Exponential(selection);
  }

  private static String words(Section process) {
    String name =
        switch (process.word("process")) {
          case "moran" -> "Moran process";
          case "wright-fisher" -> "Wright–Fisher process";
          default -> "Pairwise comparison (Fermi)";
        };
    return String.format(
        Locale.ROOT,
        "%s, N = %d, selection %s, mutation %s",
        name,
        process.whole("population"),
        Shown.number(process.number("selection")),
        Shown.number(process.number("mutation")));
  }

  /** Mutations one at a time: each is gone or has taken over before the next comes. */
  private void rare(SmallMutationLimit limit, FinitePopulation population, ObjectNode json) {
    List<String> names = setting.strategies();
    if (setting.wants("fixation")) {
      ArrayNode logs = json.putArray("log_fixation");
      List<List<String>> rows = new ArrayList<>();
      for (int mutant = 0; mutant < names.size(); mutant++) {
        ArrayNode row = logs.addArray();
        for (int resident = 0; resident < names.size(); resident++) {
          if (mutant == resident) {
            row.addNull();
          } else {
            double log = limit.logFixation(mutant, resident);
            row.add(log);
            rows.add(fixationRow(names.get(mutant), names.get(resident), log, population.size()));
          }
        }
      }
      findings.table(
          List.of("one mutant", "among", "takes over", "times as often as neutral"), rows);
    }
    if (setting.wants("small-mutation")) {
      json.putObject("small_mutation").set("shares", Json.numbers(limit.shares()));
      findings.text(
          "Where mutations are rare, all play the same nearly always; shares of the time: "
              + Shown.shares(names, limit.shares())
              + ".");
    }
  }

  private static List<String> fixationRow(String mutant, String resident, double log, int size) {
    return List.of(
        mutant,
        resident,
        probability(log),
        Shown.number(StrictMath.exp(log + StrictMath.log(size))));
  }

  /** From its logarithm: one too small for a double is a power of ten all the same. */
  private static String probability(double log) {
    double decades = log / StrictMath.log(10);
    return log < LOG_MIN ? "1e" + (long) Math.floor(decades) : Shown.share(StrictMath.exp(log));
  }
}

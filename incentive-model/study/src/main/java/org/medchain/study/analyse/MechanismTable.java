package org.medchain.study.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medchain.credit.evaluation.MechanismEvaluation;
import org.medchain.credit.evaluation.MechanismGain;
import org.medchain.credit.evaluation.PerformanceMeasure;
import org.medchain.credit.mechanism.Mechanism;
import org.medchain.credit.mechanism.Mechanisms;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.study.figure.BarFigure;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.FigureHeading;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes to the scheme, each with its measured gain (GAME-16). */
final class MechanismTable {
  private MechanismTable() {}

  /** Refuses mechanisms and measures that there are not. */
  static void check(AnalysisContext setup) throws UserInputException {
    StudySection wanted = setup.section().section("repairs");
    mechanisms(wanted);
    measures(wanted);
  }

  static void report(AnalysisContext setup) throws UserInputException {
    StudySection wanted = setup.section().section("repairs");
    List<Mechanism> mechanisms = mechanisms(wanted);
    List<PerformanceMeasure> measures = measures(wanted);
    List<List<MechanismGain>> found =
        setup
            .execution()
            .map(
                "repairs", measures.size(), i -> gains(setup, wanted, mechanisms, measures.get(i)));
    setup.results().heading("Repairs");
    names(setup, mechanisms);
    ArrayNode json = setup.results().json().putArray("repairs");
    List<List<String>> rows = new ArrayList<>();
    for (List<MechanismGain> gains : found) {
      for (MechanismGain each : gains) {
        json(each, json.addObject());
        if (each.isImprovement() || each.isDeterioration()) {
          rows.add(
              List.of(
                  each.measure().description(),
                  each.mechanism(),
                  NumberFormats.number(each.before().mean()),
                  NumberFormats.number(each.after().mean()),
                  NumberFormats.estimate(each.gain()),
                  each.isImprovement() ? "helps" : "HARMS"));
        }
      }
    }
    setup
        .results()
        .table(
            List.of("measure", "mechanism", "before", "after", "gain [95 % interval]", ""), rows);
    setup
        .results()
        .text(
            String.format(
                    Locale.ROOT,
                    "Means over %d economies near the given one, the same for all mechanisms; seed %d.",
                    wanted.integer("draws"),
                    setup.study().seed())
                + " Pairs whose interval holds 0 are left out here; they are in the JSON.");
    setup.results().figure(figure(measures, found));
  }

  private static List<Mechanism> mechanisms(StudySection wanted) throws UserInputException {
    List<Mechanism> all = Mechanisms.all();
    if (!wanted.has("mechanisms")) {
      return all;
    }
    List<String> known = all.stream().map(Mechanism::name).toList();
    List<Mechanism> chosen = new ArrayList<>();
    for (String name : named(wanted, "mechanisms", known)) {
      chosen.add(all.get(known.indexOf(name)));
    }
    return chosen;
  }

  private static List<PerformanceMeasure> measures(StudySection wanted) throws UserInputException {
    if (!wanted.has("measures")) {
      return PerformanceMeasure.all();
    }
    List<String> known = PerformanceMeasure.all().stream().map(MechanismTable::key).toList();
    List<PerformanceMeasure> chosen = new ArrayList<>();
    for (String name : named(wanted, "measures", known)) {
      chosen.add(PerformanceMeasure.all().get(known.indexOf(name)));
    }
    return chosen;
  }

  private static List<String> named(StudySection wanted, String key, List<String> known)
      throws UserInputException {
    List<String> names = wanted.texts(key);
    for (int i = 0; i < names.size(); i++) {
      if (!known.contains(names.get(i))) {
        throw wanted.refusal(
            key + "/" + i,
            wanted.keyName(key + "/" + i) + " is " + StudySection.quoted(names.get(i)),
            "allowed: one of " + String.join(", ", known));
      }
    }
    return names;
  }

  private static String key(PerformanceMeasure measure) {
    return measure.name().toLowerCase(Locale.ROOT);
  }

  private static List<MechanismGain> gains(
      AnalysisContext setup,
      StudySection wanted,
      List<Mechanism> mechanisms,
      PerformanceMeasure measure) {
    int draws = wanted.integer("draws");
    long seed = setup.study().seed();
    List<PerformanceMeasure> one = List.of(measure);
    List<MechanismGain> gains =
        new ArrayList<>(
            MechanismEvaluation.oneByOne(setup.parameters(), mechanisms, one, draws, seed));
    gains.addAll(MechanismEvaluation.combined(setup.parameters(), mechanisms, one, draws, seed));
    return gains;
  }

  private static void names(AnalysisContext setup, List<Mechanism> mechanisms) {
    List<List<String>> rows = new ArrayList<>();
    mechanisms.forEach(each -> rows.add(List.of(each.name(), each.sentence())));
    setup.results().table(List.of("mechanism", "what it changes"), rows);
  }

  private static void json(MechanismGain gain, ObjectNode node) {
    node.put("mechanism", gain.mechanism());
    node.put("measure", key(gain.measure()));
    node.put("words", gain.measure().description());
    node.set("before", ResultJson.estimate(gain.before()));
    node.set("after", ResultJson.estimate(gain.after()));
    node.set("gain", ResultJson.estimate(gain.gain()));
    node.put("helps", gain.isImprovement());
    node.put("harms", gain.isDeterioration());
  }

  /** The scheme as it is, and with all mechanisms together. */
  private static BarFigure figure(
      List<PerformanceMeasure> measures, List<List<MechanismGain>> found) {
    List<BarFigure.IntervalBar> before = new ArrayList<>();
    List<BarFigure.IntervalBar> after = new ArrayList<>();
    for (List<MechanismGain> gains : found) {
      MechanismGain together = gains.get(gains.size() - 1);
      before.add(bar(together.before()));
      after.add(bar(together.after()));
    }
    return new BarFigure(
        new FigureHeading(
            "repairs",
            "The scheme as it is, and with all repairs together",
            "Share of the economies, drawn near the given one, in which each holds."),
        FigureAxis.share("share of economies"),
        measures.stream().map(PerformanceMeasure::description).toList(),
        "95 % interval",
        List.of(
            new BarFigure.BarGroup("as it is", before),
            new BarFigure.BarGroup("all repairs together", after)));
  }

  private static BarFigure.IntervalBar bar(IntervalEstimate estimate) {
    return new BarFigure.IntervalBar(estimate.mean(), estimate.low(), estimate.high());
  }
}

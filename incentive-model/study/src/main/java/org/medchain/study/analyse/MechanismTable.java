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
import org.medchain.study.figure.DotFigure;
import org.medchain.study.figure.DotFigure.DotGroup;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.ResultTable;
import org.medchain.study.output.StudyResults;
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
            .work()
            .map(
                "repairs", measures.size(), i -> gains(setup, wanted, mechanisms, measures.get(i)));
    StudyResults results = setup.results();
    results.heading("Repairs");
    ResultTable names = ResultTable.named("repairs.mechanisms");
    mechanisms.forEach(each -> names.row().cell(each.name()).cell(each.sentence()));
    results.table(names);
    ArrayNode json = results.json().putArray("repairs");
    ResultTable table = ResultTable.named("repairs");
    found.stream().flatMap(List::stream).forEach(each -> row(table, each, json.addObject()));
    results.table(table);
    results.say("repairs.text", wanted.integer("draws"), setup.study().seed());
    // The scheme as it is, and with all mechanisms together.
    List<MechanismGain> together = found.stream().map(List::getLast).toList();
    results.figure(
        DotFigure.of(
            StudyResults.figureHeading("repairs"),
            FigureAxis.share("share of economies"),
            measures.stream().map(PerformanceMeasure::description).toList(),
            "95 % interval",
            List.of(
                DotGroup.of("as it is", together.stream().map(MechanismGain::before).toList()),
                DotGroup.of(
                    "all repairs together",
                    together.stream().map(MechanismGain::after).toList()))));
  }

  private static List<Mechanism> mechanisms(StudySection wanted) throws UserInputException {
    return wanted.chosen("mechanisms", Mechanisms.all(), Mechanism::name);
  }

  private static List<PerformanceMeasure> measures(StudySection wanted) throws UserInputException {
    return wanted.chosen("measures", PerformanceMeasure.all(), MechanismTable::key);
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

  private static void row(ResultTable table, MechanismGain gain, ObjectNode json) {
    json.put("mechanism", gain.mechanism());
    json.put("measure", key(gain.measure()));
    json.put("words", gain.measure().description());
    ResultJson.put(json, "before", gain.before());
    ResultJson.put(json, "after", gain.after());
    ResultJson.put(json, "gain", gain.gain());
    json.put("helps", gain.isImprovement());
    json.put("harms", gain.isDeterioration());
    if (gain.isImprovement() || gain.isDeterioration()) {
      table
          .row()
          .cell(gain.measure().description())
          .cell(gain.mechanism())
          .cell(gain.before().mean())
          .cell(gain.after().mean())
          .cell(gain.gain())
          .cell(gain.isImprovement() ? "helps" : "HARMS");
    }
  }
}

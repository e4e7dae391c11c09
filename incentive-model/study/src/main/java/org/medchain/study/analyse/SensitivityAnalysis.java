package org.medchain.study.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.analysis.ElementaryEffect;
import org.medchain.credit.analysis.ScalarModel;
import org.medchain.credit.analysis.SobolIndices;
import org.medchain.credit.conditions.Condition;
import org.medchain.credit.conditions.Conditions;
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

/** Which parameters a quantity depends on. */
final class SensitivityAnalysis {
  private SensitivityAnalysis() {}

  /** Refuses parameters that there are not. */
  static void check(AnalysisContext setup) throws UserInputException {
    varied(setup.section().section("sensitivity"));
  }

  private static List<Parameter> varied(StudySection wanted) throws UserInputException {
    List<Parameter> varied = new ArrayList<>();
    List<String> names = wanted.texts("parameters");
    for (int i = 0; i < names.size(); i++) {
      varied.add(AnalysisContext.parameter(wanted, "parameters/" + i, names.get(i)));
    }
    return varied;
  }

  static void report(AnalysisContext setup) throws UserInputException {
    StudySection wanted = setup.section().section("sensitivity");
    List<Parameter> varied = varied(wanted);
    List<String> names = wanted.texts("parameters");
    String quantity = wanted.text("quantity");
    ScalarModel model = ScalarModel.of(setup.parameters(), varied, quantity(quantity));
    setup
        .results()
        .heading("Sensitivity of " + named(quantity) + " (" + wanted.text("method") + ")");
    ObjectNode json = setup.results().json().putObject("sensitivity");
    json.put("method", wanted.text("method"));
    json.put("quantity", quantity);
    json.put("words", named(quantity));
    setup.execution().begin("sensitivity");
    if (wanted.text("method").equals("sobol")) {
      sobol(setup, wanted, model, names, json);
    } else {
      morris(setup, wanted, model, names, json);
    }
  }

  /** A condition with its name, which explains its number. */
  private static String named(String quantity) {
    return Conditions.all().stream()
        .filter(each -> each.description().id().equals(quantity))
        .findFirst()
        .map(each -> "the margin of " + each.description().label())
        .orElse(quantity);
  }

  private static ToDoubleFunction<CreditParameters> quantity(String name) {
    return switch (name) {
      case "advantage" -> p -> advantage(p, p.of(Parameter.BALANCE));
      case "newcomer_advantage" -> p -> advantage(p, p.of(Parameter.INITIAL_POINTS));
      case "honest_payoff" -> p -> CashPayoffs.honestPayoff(p, p.of(Parameter.BALANCE));
      default -> margin(Conditions.byId(name));
    };
  }

  private static double advantage(CreditParameters p, double balance) {
    return CashPayoffs.honestPayoff(p, balance) - CashPayoffs.fraudPayoff(p, balance);
  }

  private static ToDoubleFunction<CreditParameters> margin(Condition condition) {
    return p -> {
      double margin =
          condition.applies(p) ? condition.closedForm(p).margin() : Double.NEGATIVE_INFINITY;
      if (!Double.isFinite(margin)) {
        throw new IllegalArgumentException(
            condition.description().label()
                + " has no finite margin somewhere in the parameters' ranges; choose other"
                + " parameters, or the quantity advantage");
      }
      return margin;
    };
  }

  private static void sobol(
      AnalysisContext setup,
      StudySection wanted,
      ScalarModel model,
      List<String> names,
      ObjectNode json)
      throws UserInputException {
    List<SobolIndices> indices =
        wanted.refusingAt(
            "quantity",
            () -> SobolIndices.indices(model, wanted.integer("samples"), setup.study().seed()));
    ArrayNode list = json.putArray("indices");
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      SobolIndices each = indices.get(i);
      ObjectNode node = list.addObject();
      node.put("parameter", names.get(i));
      node.set("first", ResultJson.estimate(each.first()));
      node.set("total", ResultJson.estimate(each.total()));
      rows.add(
          List.of(
              names.get(i),
              NumberFormats.estimate(each.first()),
              NumberFormats.estimate(each.total())));
    }
    setup.results().table(List.of("parameter", "first order [95 % interval]", "total"), rows);
    tell(
        setup,
        "First order: the share of the variance that goes when this parameter alone is known;"
            + " total: the share that stays when all others are known.");
    setup
        .results()
        .figure(
            figure(
                wanted,
                names,
                "share of the variance",
                List.of(
                    group("first order", indices.stream().map(SobolIndices::first).toList()),
                    group("total", indices.stream().map(SobolIndices::total).toList()))));
  }

  private static void morris(
      AnalysisContext setup,
      StudySection wanted,
      ScalarModel model,
      List<String> names,
      ObjectNode json)
      throws UserInputException {
    List<ElementaryEffect> effects =
        wanted.refusingAt(
            "quantity",
            () ->
                ElementaryEffect.effects(
                    model,
                    wanted.integer("samples"),
                    wanted.integer("levels"),
                    setup.study().seed()));
    ArrayNode list = json.putArray("effects");
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      ElementaryEffect each = effects.get(i);
      ObjectNode node = list.addObject();
      node.put("parameter", names.get(i));
      node.set("mean", ResultJson.estimate(each.mean()));
      node.set("mean_size", ResultJson.estimate(each.meanAbsolute()));
      ResultJson.put(node, "deviation", each.standardDeviation());
      rows.add(
          List.of(
              names.get(i),
              NumberFormats.estimate(each.mean()),
              NumberFormats.estimate(each.meanAbsolute()),
              NumberFormats.number(each.standardDeviation())));
    }
    setup
        .results()
        .table(List.of("parameter", "mean effect [95 % interval]", "mean size", "deviation"), rows);
    tell(
        setup,
        "An effect is the change for a step across the parameter's whole range; a deviation as"
            + " large as the mean size says that it depends on the other parameters.");
    setup
        .results()
        .figure(
            figure(
                wanted,
                names,
                "mean size of the effect",
                List.of(
                    group(
                        "mean size",
                        effects.stream().map(ElementaryEffect::meanAbsolute).toList()))));
  }

  private static void tell(AnalysisContext setup, String meaning) {
    setup
        .results()
        .text(
            "%s Each parameter is drawn evenly from its own range. Seed: %s."
                .formatted(meaning, setup.study().seed()));
  }

  private static BarFigure.BarGroup group(String name, List<IntervalEstimate> estimates) {
    return new BarFigure.BarGroup(
        name,
        estimates.stream()
            .map(
                each ->
                    new BarFigure.IntervalBar(
                        each.mean(),
                        Math.min(each.low(), each.mean()),
                        Math.max(each.high(), each.mean())))
            .toList());
  }

  private static BarFigure figure(
      StudySection wanted, List<String> names, String axis, List<BarFigure.BarGroup> groups) {
    return new BarFigure(
        new FigureHeading(
            "sensitivity",
            "Sensitivity of " + named(wanted.text("quantity")),
            "Which parameters matter, each drawn evenly from its own range."),
        FigureAxis.linear(axis),
        names,
        "95 % interval",
        groups);
  }
}

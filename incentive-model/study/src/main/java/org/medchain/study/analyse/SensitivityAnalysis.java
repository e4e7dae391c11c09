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
import org.medchain.study.figure.BarFigure;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.ResultTable;
import org.medchain.study.output.StudyResults;
import org.medchain.study.output.StudyText;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which parameters a quantity depends on. */
record SensitivityAnalysis(AnalysisContext setup) {
  /** The varied parameters; refuses those that there are not. */
  static List<Parameter> varied(StudySection wanted) throws UserInputException {
    List<Parameter> varied = new ArrayList<>();
    for (String name : wanted.texts("parameters")) {
      varied.add(AnalysisContext.parameter(wanted, "parameters/" + varied.size(), name));
    }
    return varied;
  }

  private StudySection wanted() {
    return setup.section().section("sensitivity");
  }

  void report() throws UserInputException {
    String quantity = wanted().text("quantity");
    String method = wanted().text("method");
    ScalarModel model = ScalarModel.of(setup.parameters(), varied(wanted()), quantity(quantity));
    setup.results().heading("Sensitivity of " + named(quantity) + " (" + method + ")");
    ObjectNode json = setup.results().json().putObject("sensitivity");
    json.put("method", method);
    json.put("quantity", quantity);
    json.put("words", named(quantity));
    setup.work().begin("sensitivity");
    if (method.equals("sobol")) {
      sobol(model, json.putArray("indices"));
    } else {
      morris(model, json.putArray("effects"));
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
            StudyText.of("sensitivity.infinite", condition.description().label()));
      }
      return margin;
    };
  }

  private void sobol(ScalarModel model, ArrayNode json) throws UserInputException {
    List<SobolIndices> indices =
        wanted()
            .refusingAt(
                "quantity",
                () ->
                    SobolIndices.indices(model, wanted().integer("samples"), setup.study().seed()));
    ResultTable table = ResultTable.named("sobol");
    for (SobolIndices each : indices) {
      table
          .row(json)
          .put("parameter", wanted().texts("parameters").get(json.size() - 1))
          .put("first", each.first())
          .put("total", each.total());
    }
    finish(
        table,
        "sobol.text",
        "share of the variance",
        BarFigure.BarGroup.of("first order", indices.stream().map(SobolIndices::first).toList()),
        BarFigure.BarGroup.of("total", indices.stream().map(SobolIndices::total).toList()));
  }

  private void morris(ScalarModel model, ArrayNode json) throws UserInputException {
    List<ElementaryEffect> effects =
        wanted()
            .refusingAt(
                "quantity",
                () ->
                    ElementaryEffect.effects(
                        model,
                        wanted().integer("samples"),
                        wanted().integer("levels"),
                        setup.study().seed()));
    ResultTable table = ResultTable.named("morris");
    for (ElementaryEffect each : effects) {
      table
          .row(json)
          .put("parameter", wanted().texts("parameters").get(json.size() - 1))
          .put("mean", each.mean())
          .put("mean_size", each.meanAbsolute())
          .put("deviation", each.standardDeviation());
    }
    finish(
        table,
        "morris.text",
        "mean size of the effect",
        BarFigure.BarGroup.of(
            "mean size", effects.stream().map(ElementaryEffect::meanAbsolute).toList()));
  }

  private void finish(
      ResultTable table, String meaning, String axis, BarFigure.BarGroup... groups) {
    setup.results().table(table);
    setup.results().say("sensitivity.text", StudyText.of(meaning), setup.study().seed());
    setup
        .results()
        .figure(
            BarFigure.of(
                StudyResults.figureHeading("sensitivity")
                    .as("sensitivity", " " + named(wanted().text("quantity"))),
                FigureAxis.linear(axis),
                wanted().texts("parameters"),
                "95 % interval",
                List.of(groups)));
  }
}

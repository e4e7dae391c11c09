package org.medchain.study.analyse;

import static org.medchain.credit.Parameter.BALANCE;
import static org.medchain.credit.Parameter.INITIAL_POINTS;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.analysis.SobolIndices;
import org.medchain.credit.conditions.Condition;
import org.medchain.credit.conditions.Conditions;
import org.medchain.experiments.config.UserInputException;
import org.medchain.study.figure.DotFigure;
import org.medchain.study.figure.DotFigure.DotGroup;
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
      varied.add(wanted.refusingAt("parameters/" + varied.size(), () -> Parameter.byName(name)));
    }
    return varied;
  }

  private StudySection wanted() {
    return setup.section().section("sensitivity");
  }

  void report() throws UserInputException {
    StudyResults results = setup.results();
    String quantity = wanted().text("quantity");
    List<Parameter> varied = varied(wanted());
    ToDoubleFunction<CreditParameters> value = quantity(quantity);
    results.heading("Sensitivity of " + named(quantity) + " (sobol)");
    ObjectNode json = results.json().putObject("sensitivity");
    json.put("method", "sobol");
    json.put("quantity", quantity);
    json.put("words", named(quantity));
    setup.work().begin("sensitivity");
    List<SobolIndices> indices =
        wanted()
            .refusingAt(
                "quantity",
                () ->
                    SobolIndices.of(
                        varied.size(),
                        point -> value.applyAsDouble(within(varied, point)),
                        wanted().integer("samples"),
                        setup.study().seed()));
    ArrayNode list = json.putArray("indices");
    ResultTable table = ResultTable.named("sobol");
    for (SobolIndices each : indices) {
      table
          .row(list)
          .put("parameter", varied.get(list.size() - 1).key())
          .put("first", each.first())
          .put("total", each.total());
    }
    results.table(table);
    results.say("sobol.text", setup.study().seed());
    results.figure(
        DotFigure.of(
            StudyResults.figureHeading("sensitivity").as("sensitivity", " " + named(quantity)),
            FigureAxis.linear("share of the variance"),
            varied.stream().map(Parameter::key).toList(),
            "95 % interval",
            List.of(
                DotGroup.of("first order", indices.stream().map(SobolIndices::first).toList()),
                DotGroup.of("total", indices.stream().map(SobolIndices::total).toList()))));
  }

  /** The parameters at shares of their ranges; what the rules do not allow is moved inside. */
  private CreditParameters within(List<Parameter> varied, double[] point) {
    CreditParameters p = setup.parameters();
    for (int i = 0; i < point.length; i++) {
      Parameter each = varied.get(i);
      double range = each.samplingHigh() - each.samplingLow();
      p = p.withNearest(each, each.samplingLow() + range * point[i]);
    }
    return p;
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
      case "advantage" -> p -> advantage(p, p.of(BALANCE));
      case "newcomer_advantage" -> p -> advantage(p, p.of(INITIAL_POINTS));
      case "honest_payoff" -> p -> CashPayoffs.honestPayoff(p, p.of(BALANCE));
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
}

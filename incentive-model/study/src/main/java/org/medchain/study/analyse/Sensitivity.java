package org.medchain.study.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.Stakes;
import org.medchain.credit.analysis.Model;
import org.medchain.credit.analysis.Morris;
import org.medchain.credit.analysis.Sobol;
import org.medchain.credit.conditions.Condition;
import org.medchain.credit.conditions.Conditions;
import org.medchain.experiments.config.Refusal;
import org.medchain.game.random.Estimate;
import org.medchain.study.figure.Axis;
import org.medchain.study.figure.BarFigure;
import org.medchain.study.figure.Heading;
import org.medchain.study.file.Section;
import org.medchain.study.output.Json;
import org.medchain.study.output.Shown;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which parameters a quantity depends on. */
final class Sensitivity {
  private Sensitivity() {}

  /** Refuses parameters that there are not. */
  static void check(Setup setup) throws Refusal {
    varied(setup.wanted().section("sensitivity"));
  }

  private static List<Parameter> varied(Section wanted) throws Refusal {
    List<Parameter> varied = new ArrayList<>();
    List<String> names = wanted.words("parameters");
    for (int i = 0; i < names.size(); i++) {
      varied.add(Setup.parameter(wanted, "parameters/" + i, names.get(i)));
    }
    return varied;
  }

  static void find(Setup setup) throws Refusal {
    Section wanted = setup.wanted().section("sensitivity");
    List<Parameter> varied = varied(wanted);
    List<String> names = wanted.words("parameters");
    String quantity = wanted.word("quantity");
    Model model = Model.of(setup.parameters(), varied, quantity(quantity));
    setup
        .findings()
        .heading("Sensitivity of " + named(quantity) + " (" + wanted.word("method") + ")");
    ObjectNode json = setup.findings().json().putObject("sensitivity");
    json.put("method", wanted.word("method"));
    json.put("quantity", quantity);
    json.put("words", named(quantity));
    setup.work().begin("sensitivity");
    if (wanted.word("method").equals("sobol")) {
      sobol(setup, wanted, model, names, json);
    } else {
      morris(setup, wanted, model, names, json);
    }
  }

  /** A condition with its name, which says what T2 is. */
  private static String named(String quantity) {
    return Conditions.all().stream()
        .filter(each -> each.about().id().equals(quantity))
        .findFirst()
        .map(each -> "the margin of " + each.about().label())
        .orElse(quantity);
  }

  private static ToDoubleFunction<CreditParameters> quantity(String name) {
    return switch (name) {
      case "advantage" -> p -> advantage(p, p.of(Parameter.BALANCE));
      case "newcomer_advantage" -> p -> advantage(p, p.of(Parameter.INITIAL_POINTS));
      case "honest_payoff" -> p -> Stakes.honest(p, p.of(Parameter.BALANCE));
      default -> margin(Conditions.named(name));
    };
  }

  private static double advantage(CreditParameters p, double balance) {
    return Stakes.honest(p, balance) - Stakes.fraud(p, balance);
  }

  private static ToDoubleFunction<CreditParameters> margin(Condition condition) {
    return p -> {
      double margin = condition.applies(p) ? condition.claim(p).margin() : Double.NEGATIVE_INFINITY;
      if (!Double.isFinite(margin)) {
        throw new IllegalArgumentException(
            condition.about().label()
                + " has no finite margin somewhere in the parameters' ranges; choose other"
                + " parameters, or the quantity advantage");
      }
      return margin;
    };
  }

  private static void sobol(
      Setup setup, Section wanted, Model model, List<String> names, ObjectNode json)
      throws Refusal {
    List<Sobol> indices =
        wanted.guarded(
            "quantity", () -> Sobol.indices(model, wanted.whole("samples"), setup.study().seed()));
    ArrayNode list = json.putArray("indices");
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Sobol each = indices.get(i);
      ObjectNode node = list.addObject();
      node.put("parameter", names.get(i));
      node.set("first", Json.estimate(each.first()));
      node.set("total", Json.estimate(each.total()));
      rows.add(List.of(names.get(i), Shown.estimate(each.first()), Shown.estimate(each.total())));
    }
    setup.findings().table(List.of("parameter", "first order [95 % interval]", "total"), rows);
    tell(
        setup,
        "First order: the share of the variance that goes when this parameter alone is known;"
            + " total: the share that stays when all others are known.");
    setup
        .findings()
        .figure(
            figure(
                wanted,
                names,
                "share of the variance",
                List.of(
                    group("first order", indices.stream().map(Sobol::first).toList()),
                    group("total", indices.stream().map(Sobol::total).toList()))));
  }

  private static void morris(
      Setup setup, Section wanted, Model model, List<String> names, ObjectNode json)
      throws Refusal {
    List<Morris> effects =
        wanted.guarded(
            "quantity",
            () ->
                Morris.effects(
                    model, wanted.whole("samples"), wanted.whole("levels"), setup.study().seed()));
    ArrayNode list = json.putArray("effects");
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Morris each = effects.get(i);
      ObjectNode node = list.addObject();
      node.put("parameter", names.get(i));
      node.set("mean", Json.estimate(each.mean()));
      node.set("mean_size", Json.estimate(each.meanSize()));
      Json.put(node, "deviation", each.deviation());
      rows.add(
          List.of(
              names.get(i),
              Shown.estimate(each.mean()),
              Shown.estimate(each.meanSize()),
              Shown.number(each.deviation())));
    }
    setup
        .findings()
        .table(List.of("parameter", "mean effect [95 % interval]", "mean size", "deviation"), rows);
    tell(
        setup,
        "An effect is the change for a step across the parameter's whole range; a deviation as"
            + " large as the mean size says that it depends on the other parameters.");
    setup
        .findings()
        .figure(
            figure(
                wanted,
                names,
                "mean size of the effect",
                List.of(group("mean size", effects.stream().map(Morris::meanSize).toList()))));
  }

  private static void tell(Setup setup, String meaning) {
    setup
        .findings()
        .text(
            meaning
                + " Each parameter is drawn evenly from its own range. Seed: "
                + setup.study().seed()
                + ".");
  }

  private static BarFigure.Group group(String name, List<Estimate> estimates) {
    return new BarFigure.Group(
        name,
        estimates.stream()
            .map(
                each ->
                    new BarFigure.Bar(
                        each.mean(),
                        Math.min(each.low(), each.mean()),
                        Math.max(each.high(), each.mean())))
            .toList());
  }

  private static BarFigure figure(
      Section wanted, List<String> names, String axis, List<BarFigure.Group> groups) {
    return new BarFigure(
        new Heading(
            "sensitivity",
            "Sensitivity of " + named(wanted.word("quantity")),
            "Which parameters matter, each drawn evenly from its own range."),
        Axis.fitted(axis),
        names,
        "95 % interval",
        groups);
  }
}

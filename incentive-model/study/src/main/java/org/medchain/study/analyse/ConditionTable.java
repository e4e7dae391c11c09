package org.medchain.study.analyse;

import java.util.ArrayList;
import java.util.List;
import org.medchain.credit.check.CrossCheck;
import org.medchain.credit.conditions.Condition;
import org.medchain.credit.conditions.ConditionResult;
import org.medchain.credit.conditions.Conditions;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The conditions T1 to T21 in this setting, each by two methods (GAME-12). */
final class ConditionTable {
  private ConditionTable() {}

  static void report(AnalysisContext setup) {
    List<Condition> all =
        setup.section().texts("conditions").stream().map(Conditions::byId).toList();
    List<Condition> applying =
        all.stream().filter(each -> each.applies(setup.parameters())).toList();
    List<ConditionResult> found =
        setup
            .execution()
            .map(
                "conditions",
                applying.size(),
                i -> applying.get(i).check(setup.parameters(), setup.study().seed()));
    setup.results().heading("Conditions for honest sharing");
    // Formulas and assumptions refer to conditions by number.
    ObjectNode names = setup.results().json().putObject("condition_names");
    Conditions.all().forEach(each -> names.put(each.description().id(), each.description().name()));
    ArrayNode json = setup.results().json().putArray("conditions");
    List<List<String>> rows = new ArrayList<>();
    for (ConditionResult each : found) {
      json(each, json.addObject());
      rows.add(
          List.of(
              each.id(),
              each.description().name(),
              each.holds() ? "holds" : "FAILS",
              NumberFormats.number(each.closedForm().threshold()),
              NumberFormats.number(each.closedForm().margin()),
              each.methodsAgree() ? "agrees" : "DIFFERS"));
    }
    setup
        .results()
        .table(List.of("", "condition", "here", "threshold", "margin", "second method"), rows);
    tell(setup, all, found);
  }

  private static void tell(
      AnalysisContext setup, List<Condition> all, List<ConditionResult> found) {
    long failing = found.stream().filter(each -> !each.holds()).count();
    setup.results().text(failing + " of " + found.size() + " conditions fail.");
    List<List<String>> silent = new ArrayList<>();
    ArrayNode json = setup.results().json().putArray("silent");
    for (Condition each : all) {
      each.inapplicableReason(setup.parameters())
          .ifPresent(
              why -> {
                silent.add(List.of(each.description().id(), each.description().name(), why));
                json.addObject()
                    .put("id", each.description().id())
                    .put("name", each.description().name())
                    .put("reason", why);
              });
    }
    setup.results().table(List.of("", "says nothing here", "because"), silent);
    setup.results().heading("What the conditions say");
    List<List<String>> rows = new ArrayList<>();
    for (ConditionResult each : found) {
      rows.add(
          List.of(
              each.description().label(),
              each.description().sentence(),
              each.crossCheck().method()));
    }
    setup.results().table(List.of("condition", "if it holds", "second method"), rows);
  }

  private static void json(ConditionResult finding, ObjectNode node) {
    node.put("id", finding.id());
    node.put("name", finding.description().name());
    node.put("sentence", finding.description().sentence());
    node.put("formula", finding.description().formula());
    node.set("assumptions", ResultJson.texts(finding.description().assumptions()));
    node.put("holds", finding.holds());
    ResultJson.put(node, "threshold", finding.closedForm().threshold());
    ResultJson.put(node, "margin", finding.closedForm().margin());
    node.put("note", finding.closedForm().note());
    ObjectNode numbers = node.putObject("numbers");
    finding.closedForm().numbers().forEach((name, number) -> ResultJson.put(numbers, name, number));
    ObjectNode second = node.putObject("second");
    second.put("method", finding.crossCheck().method());
    ArrayNode quantities = second.putArray("quantities");
    for (CrossCheck.CheckedQuantity each : finding.crossCheck().quantities()) {
      ObjectNode quantity = quantities.addObject();
      quantity.put("name", each.name());
      ResultJson.put(quantity, "closed_form", finding.closedForm().number(each.name()));
      ResultJson.put(quantity, "value", each.value());
      ResultJson.put(quantity, "tolerance", each.tolerance());
    }
    second.put("agrees", finding.methodsAgree());
  }
}

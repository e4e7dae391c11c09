package org.medchain.study.analyse;

import java.util.ArrayList;
import java.util.List;
import org.medchain.credit.check.Second;
import org.medchain.credit.conditions.Condition;
import org.medchain.credit.conditions.Conditions;
import org.medchain.credit.conditions.Finding;
import org.medchain.study.output.Json;
import org.medchain.study.output.Shown;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The conditions T1 to T21 in this setting, each by two methods (GAME-12). */
final class ConditionTable {
  private ConditionTable() {}

  static void find(Setup setup) {
    List<Condition> all =
        setup.wanted().words("conditions").stream().map(Conditions::named).toList();
    List<Condition> applying =
        all.stream().filter(each -> each.applies(setup.parameters())).toList();
    List<Finding> found =
        setup
            .work()
            .each(
                "conditions",
                applying.size(),
                i -> applying.get(i).check(setup.parameters(), setup.study().seed()));
    setup.findings().heading("Conditions for honest sharing");
    // Formulas and assumptions refer to conditions by number.
    ObjectNode names = setup.findings().json().putObject("condition_names");
    Conditions.all().forEach(each -> names.put(each.about().id(), each.about().name()));
    ArrayNode json = setup.findings().json().putArray("conditions");
    List<List<String>> rows = new ArrayList<>();
    for (Finding each : found) {
      json(each, json.addObject());
      rows.add(
          List.of(
              each.id(),
              each.about().name(),
              each.holds() ? "holds" : "FAILS",
              Shown.number(each.claim().threshold()),
              Shown.number(each.claim().margin()),
              each.agrees() ? "agrees" : "DIFFERS"));
    }
    setup
        .findings()
        .table(List.of("", "condition", "here", "threshold", "margin", "second method"), rows);
    tell(setup, all, found);
  }

  private static void tell(Setup setup, List<Condition> all, List<Finding> found) {
    long failing = found.stream().filter(each -> !each.holds()).count();
    setup.findings().text(failing + " of " + found.size() + " conditions fail.");
    List<List<String>> silent = new ArrayList<>();
    ArrayNode json = setup.findings().json().putArray("silent");
    for (Condition each : all) {
      each.silence(setup.parameters())
          .ifPresent(
              why -> {
                silent.add(List.of(each.about().id(), each.about().name(), why));
                json.addObject()
                    .put("id", each.about().id())
                    .put("name", each.about().name())
                    .put("reason", why);
              });
    }
    setup.findings().table(List.of("", "says nothing here", "because"), silent);
    setup.findings().heading("What the conditions say");
    List<List<String>> rows = new ArrayList<>();
    for (Finding each : found) {
      rows.add(List.of(each.about().label(), each.about().sentence(), each.second().method()));
    }
    setup.findings().table(List.of("condition", "if it holds", "second method"), rows);
  }

  private static void json(Finding finding, ObjectNode node) {
    node.put("id", finding.id());
    node.put("name", finding.about().name());
    node.put("sentence", finding.about().sentence());
    node.put("formula", finding.about().formula());
    node.set("assumptions", Json.words(finding.about().assumptions()));
    node.put("holds", finding.holds());
    Json.put(node, "threshold", finding.claim().threshold());
    Json.put(node, "margin", finding.claim().margin());
    node.put("note", finding.claim().note());
    ObjectNode numbers = node.putObject("numbers");
    finding.claim().numbers().forEach((name, number) -> Json.put(numbers, name, number));
    ObjectNode second = node.putObject("second");
    second.put("method", finding.second().method());
    ArrayNode quantities = second.putArray("quantities");
    for (Second.Quantity each : finding.second().quantities()) {
      ObjectNode quantity = quantities.addObject();
      quantity.put("name", each.name());
      Json.put(quantity, "closed_form", finding.claim().number(each.name()));
      Json.put(quantity, "value", each.value());
      Json.put(quantity, "tolerance", each.tolerance());
    }
    second.put("agrees", finding.agrees());
  }
}

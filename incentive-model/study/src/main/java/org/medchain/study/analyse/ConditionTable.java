package org.medchain.study.analyse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.medchain.credit.conditions.ClosedForm;
import org.medchain.credit.conditions.Condition;
import org.medchain.credit.conditions.ConditionDescription;
import org.medchain.credit.conditions.Conditions;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The conditions T1 to T21 in this setting (GAME-12). */
final class ConditionTable {
  private ConditionTable() {}

  /** Those that the study wants, and one for each strategy of the reader's own. */
  static List<Condition> conditions(AnalysisContext setup) {
    return Stream.concat(
            setup.section().texts("conditions").stream().map(Conditions::byId),
            Conditions.added().stream())
        .toList();
  }

  static void report(AnalysisContext setup) {
    List<Condition> all = conditions(setup);
    Map<Condition, ClosedForm> found = new LinkedHashMap<>();
    all.stream()
        .filter(each -> each.applies(setup.parameters()))
        .forEach(each -> found.put(each, each.closedForm(setup.parameters())));
    setup.results().heading("Conditions for honest sharing");
    // Formulas and assumptions refer to conditions by number.
    ObjectNode names = setup.results().json().putObject("condition_names");
    Conditions.all().forEach(each -> names.put(each.description().id(), each.description().name()));
    ArrayNode json = setup.results().json().putArray("conditions");
    List<List<String>> rows = new ArrayList<>();
    found.forEach(
        (condition, claim) -> {
          json(condition.description(), claim, json.addObject());
          rows.add(
              List.of(
                  condition.description().id(),
                  condition.description().name(),
                  claim.holds() ? "holds" : "FAILS",
                  NumberFormats.number(claim.threshold()),
                  NumberFormats.number(claim.margin())));
        });
    setup.results().table(List.of("", "condition", "here", "threshold", "margin"), rows);
    tell(setup, all, found);
  }

  private static void tell(
      AnalysisContext setup, List<Condition> all, Map<Condition, ClosedForm> found) {
    long failing = found.values().stream().filter(each -> !each.holds()).count();
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
    setup
        .results()
        .table(
            List.of("condition", "if it holds"),
            found.keySet().stream()
                .map(Condition::description)
                .map(each -> List.of(each.label(), each.sentence()))
                .toList());
  }

  private static void json(ConditionDescription description, ClosedForm claim, ObjectNode node) {
    node.put("id", description.id());
    node.put("name", description.name());
    node.put("sentence", description.sentence());
    node.put("formula", description.formula());
    node.set("assumptions", ResultJson.texts(description.assumptions()));
    node.put("holds", claim.holds());
    ResultJson.put(node, "threshold", claim.threshold());
    ResultJson.put(node, "margin", claim.margin());
    node.put("note", claim.note());
    ObjectNode numbers = node.putObject("numbers");
    claim.numbers().forEach((name, number) -> ResultJson.put(numbers, name, number));
  }
}

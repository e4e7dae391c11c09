package org.medchain.study.analyse;

import java.util.List;
import java.util.stream.Stream;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.conditions.ClosedForm;
import org.medchain.credit.conditions.Condition;
import org.medchain.credit.conditions.ConditionDescription;
import org.medchain.credit.conditions.Conditions;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.ResultTable;
import org.medchain.study.output.StudyResults;
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
    StudyResults results = setup.results();
    CreditParameters p = setup.parameters();
    results.heading("Conditions for honest sharing");
    // Formulas and assumptions refer to conditions by number.
    ObjectNode names = results.json().putObject("condition_names");
    Conditions.all().forEach(each -> names.put(each.description().id(), each.description().name()));
    ArrayNode json = results.json().putArray("conditions");
    ResultTable table = ResultTable.named("conditions");
    ResultTable silent = ResultTable.named("conditions.silent");
    ResultTable meanings = ResultTable.named("conditions.meanings");
    ArrayNode reasons = ResultJson.list();
    long failing = 0;
    long applying = 0;
    for (Condition each : conditions(setup)) {
      ConditionDescription description = each.description();
      each.inapplicableReason(p)
          .ifPresent(
              why ->
                  silent
                      .row(reasons)
                      .put("id", description.id())
                      .put("name", description.name())
                      .put("reason", why));
      if (each.applies(p)) {
        ClosedForm claim = each.closedForm(p);
        row(table.row(json), description, claim);
        meanings.row().cell(description.label()).cell(description.sentence());
        applying++;
        failing += claim.holds() ? 0 : 1;
      }
    }
    results.json().set("silent", reasons);
    results.table(table);
    results.text(failing + " of " + applying + " conditions fail.");
    results.table(silent);
    results.heading("What the conditions say");
    results.table(meanings);
  }

  private static void row(ResultTable.Row row, ConditionDescription description, ClosedForm claim) {
    row.put("id", description.id())
        .put("name", description.name())
        .json("sentence", description.sentence())
        .json("formula", description.formula())
        .json("assumptions", description.assumptions())
        .json("holds", claim.holds())
        .cell(claim.holds() ? "holds" : "FAILS")
        .put("threshold", claim.threshold())
        .put("margin", claim.margin())
        .json("note", claim.note());
    ObjectNode numbers = row.json().putObject("numbers");
    claim.numbers().forEach((name, number) -> ResultJson.put(numbers, name, number));
  }
}

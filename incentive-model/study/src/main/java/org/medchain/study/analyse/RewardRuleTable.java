package org.medchain.study.analyse;

import static org.medchain.credit.Parameter.BALANCE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.budget.ExpectedBudget;
import org.medchain.credit.conditions.ClosedForm;
import org.medchain.credit.conditions.Condition;
import org.medchain.experiments.config.UserInputException;
import org.medchain.incentive.RewardRule;
import org.medchain.incentive.RewardRules;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.ResultTable;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rules for rewards side by side, all else the same (GAME-31). */
final class RewardRuleTable {
  private static final Map<String, ToDoubleFunction<CreditParameters>> AMOUNTS =
      new LinkedHashMap<>();

  static {
    AMOUNTS.put("first reward, in points", p -> p.rules().points().firstReward());
    AMOUNTS.put("lasting reward, in points", p -> p.rules().points().lastingReward());
    AMOUNTS.put("points issued for an upload", ExpectedBudget::issuedPerUpload);
    AMOUNTS.put("honest upload, in cash", p -> CashPayoffs.honestPayoff(p, balance(p)));
    AMOUNTS.put("false upload, in cash", p -> CashPayoffs.fraudPayoff(p, balance(p)));
  }

  private RewardRuleTable() {}

  /** Refuses names that there are not. */
  static List<RewardRule> rules(AnalysisContext setup) throws UserInputException {
    return setup.section().chosen("reward_rules", RewardRules.all(), RewardRule::name);
  }

  static void report(AnalysisContext setup) throws UserInputException {
    StudyResults results = setup.results();
    List<RewardRule> rules = rules(setup);
    List<CreditParameters> settings = rules.stream().map(setup.parameters()::with).toList();
    ArrayNode json = results.json().putArray("reward_rules");
    rules.forEach(each -> json.addObject().put("name", each.name()).put("pays", each.sentence()));
    ResultTable table = new ResultTable(List.of("conditions with their margins"));
    rules.forEach(
        each -> table.column(each.name() + (each.equals(RewardRules.PAPER) ? " (paper)" : "")));
    AMOUNTS.forEach(
        (name, amount) -> {
          ResultTable.Row row = table.row().cell(name);
          for (int i = 0; i < settings.size(); i++) {
            double value = amount.applyAsDouble(settings.get(i));
            ResultJson.put((ObjectNode) json.get(i), name, value);
            row.cell(value);
          }
        });
    for (Condition each : ConditionTable.conditions(setup)) {
      if (settings.stream().anyMatch(each::applies)) {
        ResultTable.Row row = table.row().cell(each.description().label());
        for (int i = 0; i < settings.size(); i++) {
          row.cell(margin(each, settings.get(i), (ObjectNode) json.get(i)));
        }
      }
    }
    results.heading("Rules for rewards");
    results.table(table);
    rules.forEach(each -> results.text(each.name() + ": " + each.sentence() + "."));
  }

  private static String margin(Condition condition, CreditParameters p, ObjectNode json) {
    if (!condition.applies(p)) {
      return "–";
    }
    ClosedForm claim = condition.closedForm(p);
    ObjectNode node = json.putObject(condition.description().id());
    ResultJson.put(node.put("holds", claim.holds()), "margin", claim.margin());
    return (claim.holds() ? "holds, " : "FAILS, ") + NumberFormats.number(claim.margin());
  }

  private static double balance(CreditParameters p) {
    return p.of(BALANCE);
  }
}

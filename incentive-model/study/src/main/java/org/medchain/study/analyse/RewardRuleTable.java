package org.medchain.study.analyse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.budget.ExpectedBudget;
import org.medchain.credit.conditions.ClosedForm;
import org.medchain.credit.conditions.Condition;
import org.medchain.experiments.config.UserInputException;
import org.medchain.incentive.RewardRule;
import org.medchain.incentive.RewardRules;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
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
    StudySection wanted = setup.section();
    if (!wanted.has("reward_rules")) {
      return RewardRules.all();
    }
    List<RewardRule> rules = new ArrayList<>();
    for (String name : wanted.texts("reward_rules")) {
      String key = "reward_rules/" + rules.size();
      rules.add(wanted.refusingAt(key, () -> RewardRules.byName(name)));
    }
    return rules;
  }

  static void report(AnalysisContext setup) throws UserInputException {
    List<RewardRule> rules = rules(setup);
    List<CreditParameters> settings = rules.stream().map(setup.parameters()::with).toList();
    ArrayNode json = setup.results().json().putArray("reward_rules");
    rules.forEach(each -> json.addObject().put("name", each.name()).put("pays", each.sentence()));
    List<List<String>> rows = new ArrayList<>();
    AMOUNTS.forEach(
        (name, amount) -> {
          double[] values = settings.stream().mapToDouble(amount).toArray();
          for (int i = 0; i < values.length; i++) {
            ResultJson.put(((ObjectNode) json.get(i)), name, values[i]);
          }
          rows.add(row(name, settings, p -> NumberFormats.number(amount.applyAsDouble(p))));
        });
    for (Condition each : ConditionTable.conditions(setup)) {
      String label = each.description().label();
      for (int i = 0; i < settings.size(); i++) {
        if (each.applies(settings.get(i))) {
          ClosedForm claim = each.closedForm(settings.get(i));
          ObjectNode node = ((ObjectNode) json.get(i)).putObject(each.description().id());
          ResultJson.put(node.put("holds", claim.holds()), "margin", claim.margin());
        }
      }
      if (settings.stream().anyMatch(each::applies)) {
        rows.add(row(label, settings, p -> each.applies(p) ? words(each.closedForm(p)) : "–"));
      }
    }
    setup.results().heading("Rules for rewards");
    List<String> head = new ArrayList<>(List.of("conditions with their margins"));
    rules.forEach(
        each -> head.add(each.name() + (each.equals(RewardRules.PAPER) ? " (paper)" : "")));
    setup.results().table(head, rows);
    rules.forEach(each -> setup.results().text(each.name() + ": " + each.sentence() + "."));
  }

  private static double balance(CreditParameters p) {
    return p.of(Parameter.BALANCE);
  }

  private static String words(ClosedForm claim) {
    return (claim.holds() ? "holds, " : "FAILS, ") + NumberFormats.number(claim.margin());
  }

  private static List<String> row(
      String label, List<CreditParameters> settings, Function<CreditParameters, String> cell) {
    List<String> row = new ArrayList<>(List.of(label));
    settings.forEach(each -> row.add(cell.apply(each)));
    return row;
  }
}

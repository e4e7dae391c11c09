package org.medchain.study.analyse;

import static org.medchain.credit.Parameter.HONEST_COST;

import java.util.List;
import java.util.Set;
import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.RuleSet;
import org.medchain.incentive.RewardRule;
import org.medchain.incentive.RewardRules;
import org.medchain.study.file.StudyGame.CreditStudyGame;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.ResultTable;
import org.medchain.study.output.StudyResults;
import org.medchain.study.output.StudyText;
import tools.jackson.databind.node.ObjectNode;

/**
 * The inputs of an analysis: rules, economy, the least penalty that deters, and the results of
 * other rules (GAME-19).
 */
final class ParameterTable {
  /** The columns for every setting; the rest is in the study, and in the JSON. */
  private static final List<String> ALWAYS = List.of(StudyText.of("setting.always").split(" ", -1));

  private final CreditStudyGame credit;
  private final CreditParameters parameters;
  private final Set<Parameter> idle;
  private final StudyResults findings;
  private final ObjectNode json;

  ParameterTable(CreditStudyGame credit, StudyResults findings) {
    this.credit = credit;
    this.parameters = credit.parameters();
    this.idle = RuleSet.inactiveParameters(parameters);
    this.findings = findings;
    this.json = findings.json().putObject("setting");
  }

  void report() {
    findings.heading("Setting");
    RuleSet rules = credit.rules();
    json.put("rules", rules.key());
    RuleSet asked = RuleSet.of(parameters);
    json.put("question", asked.question());
    String changed = asked == rules ? "" : ", as the study changes them,";
    findings.say("setting.question", rules.key(), changed, asked.question());
    RewardRule rule = parameters.rules().points().rule();
    json.put("reward_rule", rule.name());
    if (!rule.equals(RewardRules.PAPER)) {
      findings.say("setting.rule", rule.name(), rule.sentence());
    }
    table();
    unused();
    LeastPenalty least = LeastPenalty.of(parameters);
    least.report(findings, json);
    for (RuleSet other : RuleSet.values()) {
      if (other != asked) {
        opposite(other, least.holds());
      }
    }
  }

  private void table() {
    ObjectNode values = json.putObject("parameters");
    ResultTable table = ResultTable.named("setting");
    for (Parameter each : Parameter.values()) {
      ResultJson.put(values, each.key(), parameters.of(each));
      boolean told = credit.specified().containsKey(each);
      if (told || ALWAYS.contains(each.key())) {
        table
            .row()
            .cell(each.key())
            .cell(each.symbol())
            .cell(parameters.of(each))
            .cell(told ? "the study" : each.isRule() ? "the rules" : "default")
            .cell(note(each));
      }
    }
    findings.table(table);
  }

  private String note(Parameter each) {
    if (idle.contains(each)) {
      return "no effect: " + judge();
    }
    return each == HONEST_COST
        ? "with c_P "
            + NumberFormats.number(CashPayoffs.honestCost(parameters))
            + ", the c_H of formulas"
        : "";
  }

  private String judge() {
    return parameters.rules().verdict().isOn() ? "verifiers judge" : "the center judges";
  }

  /** A number that the study sets and on which nothing depends gets a sentence. */
  private void unused() {
    List<String> told =
        credit.specified().keySet().stream().filter(idle::contains).map(Parameter::key).toList();
    ResultJson.put(json, "without_effect", told);
    if (!told.isEmpty()) {
      findings.say("setting.unused", String.join(", ", told), judge());
    }
  }

  /** The same parameters under other rules, where these give another result. */
  private void opposite(RuleSet other, boolean holds) {
    LeastPenalty least;
    try {
      least =
          LeastPenalty.of(other.with(credit.specified()).with(parameters.rules().points().rule()));
    } catch (IllegalArgumentException refused) {
      return;
    }
    ObjectNode node = json.putObject("under_" + other.key());
    node.put("question", other.question());
    node.put("honest_beats_false", least.holds());
    least.put(node);
    if (least.holds() != holds) {
      findings.say(
          "setting.opposite",
          other.key(),
          LeastPenalty.CONDITION,
          least.holds() ? "holds" : "FAILS",
          least.words(),
          other.question());
    }
  }
}

package org.medchain.study;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.medchain.agents.StrategyCheck;
import org.medchain.credit.PlayerKind;
import org.medchain.credit.RuleSet;
import org.medchain.credit.mechanism.Mechanism;
import org.medchain.credit.mechanism.Mechanisms;
import org.medchain.credit.strategy.Strategies;
import org.medchain.credit.strategy.Strategy;
import org.medchain.experiments.Medchain;
import org.medchain.experiments.config.UserInputException;
import org.medchain.incentive.RewardRule;
import org.medchain.incentive.RewardRules;
import org.medchain.study.output.ResultTable;
import org.medchain.study.output.StudyResults;
import org.medchain.study.output.TerminalText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code medchain game rules} (GAME-31). */
@Command(
    name = "rules",
    description = {
      "Lists what a study may name: rules for rewards, the paper's own among them, which is the "
          + "default; strategies; mechanisms; kinds of players.",
      "Classes of one's own on the CLASSPATH are among them; the closed forms of such strategies "
          + "are checked against their simulated behaviour."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Medchain.MedchainVersion.class)
final class GameRulesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws UserInputException {
    List<Strategy> strategies;
    try {
      strategies = StrategyCheck.checked();
    } catch (IllegalArgumentException wrong) {
      throw new UserInputException(wrong.getMessage());
    }
    StudyResults found = new StudyResults();
    found.heading("Rules for rewards (game.reward_rule)");
    list(found, RewardRules.all(), RewardRule::name, GameRulesCommand::paid);
    found.heading("Whose rules (game.rules)");
    list(found, List.of(RuleSet.values()), RuleSet::key, RuleSet::question);
    found.heading("Strategies (game.strategies)");
    List<Strategy> builtIn = Strategies.builtIn();
    list(
        found,
        strategies,
        Strategy::name,
        each -> builtIn.contains(each) ? "of the model" : "added; its closed form was checked");
    found.heading("Mechanisms (analyse.repairs.mechanisms)");
    list(found, Mechanisms.all(), Mechanism::name, Mechanism::sentence);
    found.heading("Kinds of players (game.added_players)");
    list(found, PlayerKind.all(), PlayerKind::name, PlayerKind::sentence);
    if (PlayerKind.all().isEmpty()) {
      found.text("None yet: incentive-model/tutorials/add-a-player.md adds one.");
    }
    spec.commandLine().getOut().print(TerminalText.of(found.parts()));
    spec.commandLine().getOut().flush();
    return 0;
  }

  private static String paid(RewardRule rule) {
    boolean own = rule.equals(RewardRules.PAPER);
    return rule.sentence() + (own ? "; the paper's own, and the default" : "");
  }

  private static <T> void list(
      StudyResults found, List<T> all, Function<T, String> name, Function<T, String> words) {
    ResultTable table = new ResultTable(List.of("name", ""));
    all.forEach(each -> table.row().cell(name.apply(each)).cell(words.apply(each)));
    found.table(table);
  }
}

package org.medchain.study.file;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.agents.StrategyCheck;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.PlayerKind;
import org.medchain.credit.RuleSet;
import org.medchain.credit.strategy.Strategy;
import org.medchain.experiments.config.UserInputException;
import org.medchain.incentive.RewardRule;
import org.medchain.incentive.RewardRules;

/** The credit game that a study names. */
final class CreditFile {
  /** A verifier's payoff is a sum over all votes of a committee, of which there are 2 to the n. */
  private static final int COMMITTEE_MAX = 9;

  private CreditFile() {}

  static StudyGame read(StudySection game) throws UserInputException {
    RuleSet rules = RuleSet.byName(game.text("rules"));
    RewardRule rule =
        game.refusingAt("reward_rule", () -> RewardRules.byName(game.text("reward_rule")));
    CreditParameters parameters = rules.parameters().with(rule);
    Map<Parameter, BigFraction> told = new EnumMap<>(Parameter.class);
    StudySection edits = game.section("parameters");
    for (Parameter parameter : Parameter.values()) {
      String key = parameter.key();
      if (edits.has(key)) {
        BigFraction value = edits.rational(key);
        CreditParameters before = parameters;
        parameters = edits.refusingAt(key, () -> before.with(parameter, value));
        told.put(parameter, value);
      }
    }
    StudyGame.Scenario scenario = StudyGame.Scenario.of(game.text("scenario"));
    StudyGame.CreditStudyGame credit =
        new StudyGame.CreditStudyGame(
            scenario, strategies(game, scenario), rules, told, parameters, added(game, scenario));
    requireSmall(game, credit);
    // Rules that a game cannot be made of are found here, and not in the middle of an analysis.
    game.refusingAt("scenario", () -> credit.game().isPresent() || credit.population().isPresent());
    return credit;
  }

  private static List<PlayerKind> added(StudySection game, StudyGame.Scenario scenario)
      throws UserInputException {
    List<PlayerKind> all = PlayerKind.all();
    List<String> known = all.stream().map(PlayerKind::name).toList();
    List<PlayerKind> added = new ArrayList<>();
    List<String> wanted = game.names("added_players");
    if (!wanted.isEmpty() && scenario == StudyGame.Scenario.POPULATION) {
      throw game.refusal(
          "added_players",
          game.keyName("added_players") + " is given with the scenario population",
          "allowed: with any other scenario");
    }
    for (int i = 0; i < wanted.size(); i++) {
      added.add(all.get(game.index("added_players/" + i, known)));
    }
    return added;
  }

  private static List<String> strategies(StudySection game, StudyGame.Scenario scenario)
      throws UserInputException {
    List<Strategy> strategies = game.refusingAt("kind", StrategyCheck::checked);
    List<String> known = strategies.stream().map(Strategy::name).toList();
    if (!game.isGiven("strategies")) {
      return known;
    }
    if (scenario != StudyGame.Scenario.POPULATION) {
      throw game.refusal(
          "strategies",
          game.keyName("strategies") + " is given with the scenario " + game.text("scenario"),
          "allowed: only with the scenario population");
    }
    List<String> names = game.names("strategies");
    for (int i = 0; i < names.size(); i++) {
      game.index("strategies/" + i, known);
    }
    return names;
  }

  private static void requireSmall(StudySection game, StudyGame.CreditStudyGame credit)
      throws UserInputException {
    int verifiers = credit.parameters().rules().verdict().verifiers();
    if (credit.scenario() == StudyGame.Scenario.VERIFIERS
        && (verifiers < 1 || verifiers > COMMITTEE_MAX)) {
      throw game.refusal(
          "scenario",
          game.keyName("scenario") + " is verifiers, and the rules have " + verifiers + " of them",
          "allowed: 1 to " + COMMITTEE_MAX + " with this scenario");
    }
  }
}

package org.medchain.study.file;

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
    if (game.texts("added_players").isEmpty()) {
      return List.of();
    }
    if (scenario == StudyGame.Scenario.POPULATION) {
      throw game.wrong(
          "added_players",
          "is given with the scenario population",
          "allowed: with any other scenario");
    }
    game.names("added_players");
    return game.chosen("added_players", PlayerKind.all(), PlayerKind::name);
  }

  private static List<String> strategies(StudySection game, StudyGame.Scenario scenario)
      throws UserInputException {
    List<Strategy> strategies = game.refusingAt("kind", StrategyCheck::checked);
    if (!game.isGiven("strategies")) {
      return strategies.stream().map(Strategy::name).toList();
    }
    if (scenario != StudyGame.Scenario.POPULATION) {
      throw game.wrong(
          "strategies",
          "is given with the scenario " + game.text("scenario"),
          "allowed: only with the scenario population");
    }
    List<String> names = game.names("strategies");
    game.chosen("strategies", strategies, Strategy::name);
    return names;
  }

  private static void requireSmall(StudySection game, StudyGame.CreditStudyGame credit)
      throws UserInputException {
    int verifiers = credit.parameters().rules().verdict().verifiers();
    if (credit.scenario() == StudyGame.Scenario.VERIFIERS
        && (verifiers < 1 || verifiers > COMMITTEE_MAX)) {
      throw game.wrong(
          "scenario",
          "is verifiers, and the rules have " + verifiers + " of them",
          "allowed: 1 to " + COMMITTEE_MAX + " with this scenario");
    }
  }
}

package org.medchain.study.file;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.RuleSet;
import org.medchain.credit.strategy.Strategies;
import org.medchain.credit.strategy.Strategy;
import org.medchain.experiments.config.Refusal;

/** The credit game that a study names. */
final class CreditFile {
  /** A verifier's payoff is a sum over all votes of a committee, of which there are 2 to the n. */
  private static final int COMMITTEE_MAX = 9;

  private CreditFile() {}

  static StudyGame read(Section game) throws Refusal {
    RuleSet rules = RuleSet.named(game.word("rules"));
    CreditParameters parameters = rules.parameters();
    Map<Parameter, BigFraction> told = new EnumMap<>(Parameter.class);
    Section edits = game.section("parameters");
    for (Parameter parameter : Parameter.values()) {
      String key = parameter.key();
      if (edits.has(key)) {
        BigFraction value = number(edits, key);
        CreditParameters before = parameters;
        parameters = edits.guarded(key, () -> before.with(parameter, value));
        told.put(parameter, value);
      }
    }
    StudyGame.Credit credit = new StudyGame.Credit(scenario(game), rules, told, parameters);
    requireSmall(game, credit);
    // Rules that a game cannot be made of are found here, and not in the middle of an analysis.
    game.guarded("scenario", () -> credit.game().isPresent() || credit.population().isPresent());
    return credit;
  }

  private static BigFraction number(Section edits, String key) throws Refusal {
    return Rational.of(edits.value(key))
        .orElseThrow(
            () ->
                edits.refusal(
                    key,
                    edits.name(key) + " is " + Payoffs.shape(edits.value(key)),
                    Rational.ALLOWED));
  }

  private static CreditScenario scenario(Section game) throws Refusal {
    if (!game.word("scenario").equals("population")) {
      if (game.says("strategies")) {
        throw game.refusal(
            "strategies",
            "game.strategies stands with the scenario " + game.word("scenario"),
            "allowed: only with the scenario population");
      }
      return CreditScenario.Between.valueOf(game.word("scenario").toUpperCase(Locale.ROOT));
    }
    List<String> known = Strategies.all().stream().map(Strategy::name).toList();
    if (!game.says("strategies")) {
      return new CreditScenario.Population(known);
    }
    List<String> names = Names.of(game, "strategies");
    for (int i = 0; i < names.size(); i++) {
      Names.index(game, "strategies/" + i, game.value("strategies").get(i), known);
    }
    return new CreditScenario.Population(names);
  }

  private static void requireSmall(Section game, StudyGame.Credit credit) throws Refusal {
    int verifiers = credit.parameters().rules().verdict().verifiers();
    if (credit.scenario() == CreditScenario.Between.VERIFIERS
        && (verifiers < 1 || verifiers > COMMITTEE_MAX)) {
      throw game.refusal(
          "scenario",
          "game.scenario is verifiers, and the rules have " + verifiers + " of them",
          "allowed: 1 to " + COMMITTEE_MAX + " with this scenario");
    }
  }
}

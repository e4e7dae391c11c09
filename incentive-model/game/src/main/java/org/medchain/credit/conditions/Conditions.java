package org.medchain.credit.conditions;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.strategy.CreditPopulation;
import org.medchain.credit.strategy.Honest;
import org.medchain.credit.strategy.Strategies;
import org.medchain.credit.strategy.Strategy;

/** The conditions T1 to T21: their words in {@code conditions.yaml}, their closed forms here. */
public final class Conditions {
  private static final Map<String, ConditionDescription> DESCRIPTIONS =
      ConditionDescription.read().stream()
          .collect(Collectors.toMap(ConditionDescription::id, each -> each));

  private static final List<Condition> ALL =
      List.of(
          of("T1", UploadConditions::outcomes, CommitteeConditions::noVerifiers),
          of("T2", UploadConditions::incentiveCompatibility),
          of("T3", UploadConditions::individualRationality),
          of("T4", CommitteeConditions::correlatedVerifiers, CommitteeConditions::noCorrelation),
          of("T5", CommitteeConditions::colludingVerifiers, CommitteeConditions::noRing),
          of("T6", CommitteeConditions::bribery, CommitteeConditions::noVerifiers),
          of("T7", UploadConditions::limitedLiability),
          of("T8", IdentityConditions::whitewashing),
          of("T9", IdentityConditions::newcomerDeterrence),
          of("T10", IdentityConditions::sybilIdentities),
          of("T11", IdentityConditions::repeatedHitAndRun, IdentityConditions::noFuture),
          of("T12", IdentityConditions::permanentBan, IdentityConditions::noThreatOfBan),
          of("T13", IdentityConditions::grantExhaustion, IdentityConditions::noConviction),
          of("T14", CommitteeConditions::verifiersDilemma, CommitteeConditions::noVerifiers),
          of("T15", CommitteeConditions::verifyingUploaders, CommitteeConditions::noVerifiers),
          of("T16", CommitteeConditions::inspectionGame),
          of("T17", CashConditions::queryMarket),
          of("T18", CashConditions::bankRun),
          of("T19", CashConditions::membershipValue, CashConditions::noLevels),
          of("T20", UploadConditions::exitTiming, UploadConditions::fullFee),
          of("T21", UploadConditions::recordSplitting));

  private Conditions() {}

  private static Condition of(String id, Function<CreditParameters, ClosedForm> formula) {
    return of(id, formula, p -> Optional.empty());
  }

  private static Condition of(
      String id,
      Function<CreditParameters, ClosedForm> formula,
      Function<CreditParameters, Optional<String>> obstacle) {
    return new Condition(DESCRIPTIONS.get(id), obstacle, formula);
  }

  /** All of them, in the order of their numbers. */
  public static List<Condition> all() {
    return ALL;
  }

  /** One for each strategy of the reader's own: that it does not invade (GAME-33). */
  public static List<Condition> added() {
    return Strategies.added().stream().map(Conditions::noInvasion).toList();
  }

  private static Condition noInvasion(Strategy strategy) {
    String name = strategy.name();
    ConditionDescription description =
        new ConditionDescription(
            name,
            "no invasion",
            "Where all are honest, nobody gains by the strategy " + name + ".",
            "U(" + name + ") <= U(honest), where all are honest",
            List.of("one large population"));
    return new Condition(
        description,
        p -> Optional.empty(),
        p -> {
          double[] payoffs =
              new CreditPopulation(p, List.of(new Honest(), strategy)).payoffs(new double[] {1, 0});
          return ClosedForm.upperBound(payoffs[1], payoffs[0], "")
              .with("honest", payoffs[0])
              .with("strategy", payoffs[1]);
        });
  }

  /** The condition with this id, such as T7. */
  public static Condition byId(String id) {
    return ALL.stream()
        .filter(each -> each.description().id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no condition is called '" + id + "'"));
  }
}

package org.medchain.credit.conditions;

import java.util.List;
import org.medchain.credit.strategy.Strategies;

/** The conditions T1 to T21. */
public final class Conditions {
  private Conditions() {}

  /** All of them, in the order of their numbers. */
  public static List<Condition> all() {
    return List.of(
        new UploadOutcomes(),
        new IncentiveCompatibility(),
        new IndividualRationality(),
        new CorrelatedVerifiers(),
        new ColludingVerifiers(),
        new Bribery(),
        new LimitedLiability(),
        new Whitewashing(),
        new NewcomerDeterrence(),
        new SybilIdentities(),
        new RepeatedHitAndRun(),
        new PermanentBan(),
        new GrantExhaustion(),
        new VerifiersDilemma(),
        new VerifyingUploaders(),
        new InspectionGame(),
        new QueryMarket(),
        new BankRun(),
        new MembershipValue(),
        new ExitTiming(),
        new RecordSplitting());
  }

  /** One for each strategy of the reader's own: that it does not invade (GAME-33). */
  public static List<Condition> added() {
    return Strategies.added().stream().<Condition>map(NoInvasion::new).toList();
  }

  /** The condition with this id, such as T7. */
  public static Condition byId(String id) {
    return all().stream()
        .filter(each -> each.description().id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no condition is called '" + id + "'"));
  }
}

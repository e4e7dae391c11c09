package org.medchain.credit.conditions;

import java.util.List;
import org.medchain.credit.CreditParameters;

/** The conditions T1 to T21. */
public final class Conditions {
  private Conditions() {}

  /** All of them, in the order of their numbers. */
  public static List<Condition> all() {
    return List.of(
        new ThreeOutcomes(),
        new HonestBeatsFalse(),
        new Participation(),
        new CorrelatedVerifiers(),
        new ColludingVerifiers(),
        new Bribery(),
        new LimitedLiability(),
        new Whitewashing(),
        new NewcomerBound(),
        new SybilIdentities(),
        new HitAndRunAgain(),
        new PermanentBan(),
        new BurningTheGrant(),
        new VerifiersDilemma(),
        new VerifyingUploaders(),
        new Inspection(),
        new QueryMarket(),
        new RunOnCash(),
        new Membership(),
        new LeavingAtAnyTime(),
        new Splitting());
  }

  /** The condition with this id, such as T7. */
  public static Condition named(String id) {
    return all().stream()
        .filter(each -> each.about().id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no condition is called '" + id + "'"));
  }

  /** All that say something in this setting, checked by both methods. */
  public static List<Finding> check(CreditParameters p, long seed) {
    return all().stream().filter(each -> each.applies(p)).map(each -> each.check(p, seed)).toList();
  }
}

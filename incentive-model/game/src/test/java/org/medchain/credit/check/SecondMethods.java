package org.medchain.credit.check;

import org.medchain.credit.CreditParameters;

/** The second method of each condition. */
public final class SecondMethods {
  private SecondMethods() {}

  /** What the second method finds. */
  public static IndependentCheck of(String id, CreditParameters p, long seed) {
    return switch (id) {
      case "T1" -> UploadChecks.threeOutcomes(p);
      case "T2" -> UploadChecks.honestBeatsFalse(p);
      case "T3" -> UploadChecks.participation(p);
      case "T4" -> CommitteeChecks.correlated(p, seed);
      case "T5" -> CommitteeChecks.colluding(p);
      case "T6" -> CommitteeChecks.bribery(p);
      case "T7" -> UploadChecks.limitedLiability(p);
      case "T8" -> IdentityChecks.whitewashing(p);
      case "T9" -> UploadChecks.newcomerBound(p);
      case "T10" -> IdentityChecks.sybil(p);
      case "T11" -> IdentityChecks.hitAndRun(p);
      case "T12" -> IdentityChecks.permanentBan(p);
      case "T13" -> IdentityChecks.burning(p);
      case "T14" -> CommitteeChecks.dilemma(p);
      case "T15" -> VerifyingUploadersCheck.uploaders(p);
      case "T16" -> CommitteeChecks.inspection(p);
      case "T17" -> CashChecks.market(p);
      case "T18" -> RedemptionRateChecks.run(p);
      case "T19" -> CashChecks.membership(p);
      case "T20" -> CashChecks.leaving(p);
      case "T21" -> CashChecks.splitting(p);
      default -> throw new IllegalArgumentException("no second method for " + id);
    };
  }
}

package org.medchain.claims.points;

import java.util.Map;
import org.medchain.claims.experiment.ClaimExperiment.ClaimCode;

/** The code of this room's claims, by the id of the claim. */
public final class PointsExperiments {
  /** All of them. */
  public static final Map<String, ClaimCode> ALL =
      Map.of(
          "consensus-recognises-truth", TruthExperiment::run,
          "exit-at-any-time", ExitExperiment::run,
          "fair-accounting", AccountingExperiment::run,
          "honest-sharing-pays", HonestSharingExperiment::run,
          "participation-pays", ParticipationExperiment::run,
          "pbft-raises-accuracy", AccuracyExperiment::run,
          "points-become-cash", CashExperiment::run,
          "points-buy-membership", MembershipExperiment::run);

  private PointsExperiments() {}
}

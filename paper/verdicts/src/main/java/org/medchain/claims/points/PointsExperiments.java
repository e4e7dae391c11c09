package org.medchain.claims.points;

import java.util.List;
import org.medchain.claims.experiment.ClaimExperiment;

/** The experiments on points, and on the truth of records. */
public final class PointsExperiments {
  /** In the order of the file of claims. */
  public static final List<ClaimExperiment> ALL =
      List.of(
          new ParticipationExperiment(),
          new HonestSharingExperiment(),
          new AccountingExperiment(),
          new MembershipExperiment(),
          new CashExperiment(),
          new ExitExperiment(),
          new TruthExperiment(),
          new AccuracyExperiment());

  private PointsExperiments() {}
}

package org.medchain.claims;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.claims.chain.ChainExperiments;
import org.medchain.claims.contracts.ContractsExperiments;
import org.medchain.claims.copies.CopiesExperiments;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.majority.MajorityExperiments;
import org.medchain.claims.points.PointsExperiments;
import org.medchain.claims.protocols.ProtocolsExperiments;
import org.medchain.claims.records.RecordsExperiments;

/** The list of all experiments. */
public final class ClaimExperiments {
  /** In the order of the file of claims. */
  public static final List<ClaimExperiment> ALL =
      Stream.of(
              ChainExperiments.ALL,
              CopiesExperiments.ALL,
              MajorityExperiments.ALL,
              ProtocolsExperiments.ALL,
              PointsExperiments.ALL,
              ContractsExperiments.ALL,
              RecordsExperiments.ALL)
          .flatMap(List::stream)
          .toList();

  private ClaimExperiments() {}

  /** The one that decides a claim, if there is one. */
  public static Optional<ClaimExperiment> of(String claim) {
    return ALL.stream().filter(each -> each.claims().contains(claim)).findFirst();
  }
}

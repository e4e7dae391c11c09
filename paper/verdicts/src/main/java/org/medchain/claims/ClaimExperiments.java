package org.medchain.claims;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.claims.chain.ChainExperiments;
import org.medchain.claims.contracts.ContractsExperiments;
import org.medchain.claims.copies.CopiesExperiments;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.file.Claim;
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

  /** Of a claim that its entry's tables decide. */
  private record ByTables(List<String> claims) implements ClaimExperiment {
    @Override
    public List<ClaimSetting> settings() {
      return List.of();
    }

    @Override
    public void run(ClaimRun run) {
      // The session makes the tables.
    }
  }

  private ClaimExperiments() {}

  /** The one that decides a claim, if there is one. */
  public static Optional<ClaimExperiment> of(Claim claim) {
    return ALL.stream()
        .filter(each -> each.claims().contains(claim.id()))
        .findFirst()
        .or(
            () ->
                claim.data().tables().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ByTables(List.of(claim.id()))));
  }
}

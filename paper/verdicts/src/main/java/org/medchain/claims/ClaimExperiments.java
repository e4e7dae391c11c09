package org.medchain.claims;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.claims.chain.ChainExperiments;
import org.medchain.claims.contracts.ContractsExperiments;
import org.medchain.claims.copies.CopiesExperiments;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimExperiment.ClaimCode;
import org.medchain.claims.file.Claim;
import org.medchain.claims.majority.MajorityExperiments;
import org.medchain.claims.points.PointsExperiments;
import org.medchain.claims.protocols.ProtocolsExperiments;
import org.medchain.claims.records.RecordsExperiments;
import org.medchain.claims.tracing.TracingExperiments;

/**
 * What decides claims: code, or the tables of their entries.
 *
 * @param claims all of the file
 */
public record ClaimExperiments(List<Claim> claims) {
  private static final List<Map<String, ClaimCode>> CODE =
      List.of(
          TracingExperiments.ALL,
          ChainExperiments.ALL,
          CopiesExperiments.ALL,
          MajorityExperiments.ALL,
          ProtocolsExperiments.ALL,
          PointsExperiments.ALL,
          ContractsExperiments.ALL,
          RecordsExperiments.ALL);

  /** The one that decides a claim, if there is one. */
  public Optional<ClaimExperiment> of(Claim claim) {
    String id = decidedWith(claim);
    List<Claim> own = claims.stream().filter(each -> decidedWith(each).equals(id)).toList();
    Optional<ClaimCode> code =
        CODE.stream().flatMap(each -> Stream.ofNullable(each.get(id))).findFirst();
    boolean hasTables = own.stream().anyMatch(each -> !each.data().tables().isEmpty());
    return code.isPresent() || hasTables
        ? Optional.of(new ClaimExperiment(own, code.orElse(ClaimExperiment.NO_CODE)))
        : Optional.empty();
  }

  private static String decidedWith(Claim claim) {
    return claim.data().with().orElse(claim.id());
  }
}

package org.medchain.claims.experiment;

import java.util.List;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.ClaimSetting;

/**
 * Measures what one claim, or several that share its trials, are decided by (CLAIM-3): the tables
 * of their entries, code that writes more, and figures over both. It says nothing of thresholds:
 * the verdict follows from them and the figures. A pure function of code, size, settings and seed,
 * except for times that it measures.
 *
 * @param claims that it decides
 * @param code that tables alone do not replace
 */
public record ClaimExperiment(List<Claim> claims, ClaimCode code) {
  /** Writes raw tables and figures. */
  public interface ClaimCode {
    /** Writes them into a run. */
    void run(ClaimRun run) throws Exception;
  }

  /** Of claims that tables and expressions decide. */
  public static final ClaimCode NO_CODE = run -> {};

  /** The claims' ids. */
  public List<String> ids() {
    return claims.stream().map(Claim::id).toList();
  }

  /** The numbers that can be set. */
  public List<ClaimSetting> settings() {
    return claims.stream().flatMap(each -> each.data().settings().stream()).toList();
  }
}

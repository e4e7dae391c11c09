package org.medchain.claims.experiment;

import java.util.List;

/**
 * Measures what one claim, or several that share its trials, are decided by (CLAIM-3). It says
 * nothing of thresholds: these stand in {@code paper/claims.yaml}, and the verdict follows from
 * both. A pure function of code, size, settings and seed, but for times that it measures.
 */
public interface ClaimExperiment {
  /** Ids of the claims that it gives figures for. */
  List<String> claims();

  /** The numbers that can be set. */
  List<ClaimSetting> settings();

  /**
   * Runs it.
   *
   * @param run size, seed and settings, and where figures and raw data go
   */
  void run(ClaimRun run) throws Exception;
}

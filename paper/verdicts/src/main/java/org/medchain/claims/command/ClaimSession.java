package org.medchain.claims.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medchain.claims.data.ClaimTables;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimRun.ClaimRunOptions;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.Criterion;
import org.medchain.claims.verdict.ClaimVerdict;
import org.medchain.claims.verdict.Verdict;
import org.medchain.experiments.config.UserInputException;

/**
 * Decides claims, one experiment after the other: each runs once, however many claims it decides.
 *
 * @param options of all runs
 * @param thresholds in place of the file's, by {@code claim/metric}
 */
record ClaimSession(ClaimRunOptions options, Map<String, Double> thresholds) {
  /**
   * Decides these claims.
   *
   * @param claims verdicts, each with an experiment and criteria
   * @param all claims of the file
   * @return the verdicts in the order of the claims
   * @throws UserInputException where a config refuses a replaced value, or nothing that ran has the
   *     key
   */
  List<ClaimVerdict> run(List<Claim> claims, List<Claim> all, ClaimProgress progress)
      throws UserInputException {
    boolean replacedHere = false;
    List<ClaimVerdict> verdicts = new ArrayList<>();
    Set<ClaimExperiment> done = new LinkedHashSet<>();
    for (Claim claim : claims) {
      ClaimExperiment experiment = ClaimExperiment.of(claim, all).orElseThrow();
      if (!done.add(experiment)) {
        continue;
      }
      progress.begin(experiment);
      try {
        ClaimRun run = new ClaimRun(experiment, options);
        ClaimTables.fill(run, CommittedCounts::adopt);
        List<Claim> own =
            claims.stream().filter(each -> experiment.claims().contains(each)).toList();
        replacedHere |= run.isReplacedHere();
        for (Claim each : own) {
          ClaimVerdict verdict = judged(each, run.figures(each.id()));
          progress.decided(verdict);
          verdicts.add(verdict);
        }
      } catch (UserInputException e) {
        throw e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return verdicts;
      } catch (Exception e) {
        progress.failed(experiment, e);
      }
    }
    if (!replacedHere && !verdicts.isEmpty()) {
      throw new UserInputException(
          "--set: no config that was read has " + String.join(", ", options.replaced().keySet()));
    }
    return verdicts;
  }

  private ClaimVerdict judged(Claim claim, ClaimFigures figures) {
    List<Criterion> criteria =
        claim.criteria().stream().map(each -> withThreshold(claim.id(), each)).toList();
    return new ClaimVerdict(claim, Verdict.of(criteria, figures), figures);
  }

  private Criterion withThreshold(String claim, Criterion criterion) {
    Double other = thresholds.get(claim + "/" + criterion.metric());
    return other == null ? criterion : criterion.with(other);
  }
}

package org.medchain.claims.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.ClaimSeeds;
import org.medchain.claims.file.Criterion;
import org.medchain.claims.verdict.VerdictFiles.VerdictRow;
import org.medchain.experiments.config.UserInputException;

/**
 * Checks committed verdicts (CLAIM-5): each threshold was in the file when its experiment ran, the
 * seed was no pilot's, and figures and thresholds of today give the verdicts that are written.
 */
public final class VerdictCheck {
  private final List<Claim> claims;
  private final ClaimSeeds seeds;
  private final ThresholdHistory history;

  /** A check against the present file of claims. */
  public VerdictCheck(List<Claim> claims, ClaimSeeds seeds, ThresholdHistory history) {
    this.claims = claims;
    this.seeds = seeds;
    this.history = history;
  }

  /**
   * Everything that is wrong with a result; empty where nothing is.
   *
   * @param rows of its table
   * @param figures by claim
   * @param commit at which it was computed; empty where nobody wrote it down
   * @param seed of its runs
   */
  public List<String> problems(
      List<VerdictRow> rows, Map<String, ClaimFigures> figures, String commit, long seed)
      throws UserInputException {
    List<String> problems = new ArrayList<>();
    seed(seed).ifPresent(problems::add);
    Map<String, List<VerdictRow>> byClaim = new LinkedHashMap<>();
    rows.forEach(row -> byClaim.computeIfAbsent(row.claim(), claim -> new ArrayList<>()).add(row));
    Map<String, List<Criterion>> then = new LinkedHashMap<>();
    Optional<List<Claim>> old = commit.isEmpty() ? Optional.empty() : history.claimsAt(commit);
    if (old.isEmpty() || !history.isInHistory(commit)) {
      problems.add("the result's commit '" + commit + "' is not in this history");
    }
    old.ifPresent(all -> all.forEach(claim -> then.put(claim.id(), claim.criteria())));
    for (Claim claim : claims) {
      if (!claim.criteria().isEmpty()) {
        ClaimFigures own = figures.getOrDefault(claim.id(), new ClaimFigures());
        problem(claim, byClaim.getOrDefault(claim.id(), List.of()), own, then.get(claim.id()))
            .ifPresent(text -> problems.add(claim.id() + ": " + text));
      }
    }
    return problems;
  }

  private Optional<String> seed(long seed) {
    String pilot = seeds.pilots().contains(seed) ? ", a pilot's" : "";
    return seed == seeds.decisive()
        ? Optional.empty()
        : Optional.of("the seed is " + seed + pilot + "; wanted: " + seeds.decisive());
  }

  private static Optional<String> problem(
      Claim claim, List<VerdictRow> rows, ClaimFigures figures, List<Criterion> then) {
    if (rows.isEmpty()) {
      return Optional.of("no verdict");
    }
    if (rows.stream().anyMatch(VerdictRow::exploratory)) {
      return Optional.of("an exploratory verdict, which decides nothing");
    }
    if (then != null && !then.equals(claim.criteria())) {
      return Optional.of("its thresholds changed after its experiment ran");
    }
    try {
      String verdict = Verdict.of(claim.criteria(), figures).text();
      String written = rows.getFirst().verdict();
      return verdict.equals(written)
          ? Optional.empty()
          : Optional.of("'" + written + "' is written, and its figures give '" + verdict + "'");
    } catch (IllegalStateException e) {
      return Optional.of(e.getMessage());
    }
  }
}

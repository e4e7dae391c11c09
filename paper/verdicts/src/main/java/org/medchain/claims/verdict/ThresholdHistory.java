package org.medchain.claims.verdict;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.ClaimsFile;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.GitWorkingTree;

/**
 * What the file of claims was in a commit, by git (CLAIM-5).
 *
 * @param projectRoot folder of the repository
 */
public record ThresholdHistory(Path projectRoot) {
  /** Whether a commit is the present one or an ancestor of it; false where git cannot tell. */
  public boolean isInHistory(String commit) {
    return GitWorkingTree.output(
            projectRoot, List.of("merge-base", "--is-ancestor", commit, "HEAD"))
        .isPresent();
  }

  /**
   * The claims as they were in a commit: what stands there was decided then or before.
   *
   * @return empty where git does not know the commit or the file was not there
   * @throws UserInputException where it was not a file of claims
   */
  public Optional<List<Claim>> claimsAt(String commit) throws UserInputException {
    Optional<String> text =
        GitWorkingTree.output(projectRoot, List.of("show", commit + ":paper/claims.yaml"));
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(ClaimsFile.read("paper/claims.yaml of " + commit, text.get()));
  }
}

package org.medchain.claims.verdict;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.ClaimsFile;
import org.medchain.experiments.config.UserInputException;

/** What the file of claims was in a commit, by git (CLAIM-5). */
public class ThresholdHistory {
  private final Path projectRoot;

  /** The history of the project in this folder. */
  public ThresholdHistory(Path projectRoot) {
    this.projectRoot = projectRoot;
  }

  /** Whether a commit is the present one or an ancestor of it; empty where git cannot tell. */
  public Optional<Boolean> isInHistory(String commit) {
    return git("rev-parse", "HEAD").isEmpty()
        ? Optional.empty()
        : Optional.of(git("merge-base", "--is-ancestor", commit, "HEAD").isPresent());
  }

  /**
   * The claims as they were in a commit: what stands there was decided then or before.
   *
   * @return empty where git does not know the commit or the file was not there
   * @throws UserInputException where it was not a file of claims
   */
  public Optional<List<Claim>> claimsAt(String commit) throws UserInputException {
    Optional<String> text = git("show", commit + ":paper/claims.yaml");
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(ClaimsFile.read("paper/claims.yaml of " + commit, text.get()));
  }

  private Optional<String> git(String... words) {
    List<String> command = new ArrayList<>(List.of("git", "--no-optional-locks"));
    command.addAll(List.of(words));
    try {
      Process git =
          new ProcessBuilder(command)
              .directory(projectRoot.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      git.getOutputStream().close();
      String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor() == 0 ? Optional.of(text) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}

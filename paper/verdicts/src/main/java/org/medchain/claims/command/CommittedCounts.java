package org.medchain.claims.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.Figure;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.ClaimData.ClaimFigure;
import org.medchain.claims.verdict.VerdictFiles;
import org.medchain.experiments.config.UserInputException;

/**
 * What tests count of properties of the code, such as bits that are flipped and proofs that are
 * shown: the tables and figures that are committed, which these tests find again (CLAIM-3).
 */
final class CommittedCounts {
  private CommittedCounts() {}

  /** Gives a run those of its tables and figures that nothing else in it gives. */
  static void adopt(ClaimRun run) throws IOException, UserInputException {
    Path results = VerdictFiles.committed(run.projectRoot());
    for (Claim claim : run.experiment().claims()) {
      Set<String> expressions =
          claim.data().figures().stream().map(ClaimFigure::metric).collect(Collectors.toSet());
      ClaimFigures own = run.figures(claim.id());
      for (Figure each :
          VerdictFiles.figures(results)
              .getOrDefault(claim.id(), new ClaimFigures())
              .all()
              .values()) {
        if (!expressions.contains(ClaimFigures.base(each.metric()))
            && own.find(each.metric()).isEmpty()) {
          own.add(each);
        }
      }
      for (String name : claim.raw()) {
        Path made = run.rawFile(name);
        if (!Files.exists(made)) {
          Files.createDirectories(made.getParent());
          Files.copy(ClaimRun.rawFile(results, name), made);
        }
      }
    }
  }
}

package org.medchain.study;

import org.medchain.experiments.config.Refusal;
import org.medchain.study.file.StudyFile;
import org.medchain.study.output.Findings;
import org.medchain.study.solve.Solving;
import org.medchain.study.work.Work;
import picocli.CommandLine.Command;

/** {@code medchain game solve}. */
@Command(
    name = "solve",
    description =
        "Finds equilibria, how coalitions share, and what else reason alone tells of a game.")
final class SolveCommand extends StudyCommand {
  @Override
  void study(StudyFile study, Work work, Findings findings) throws Refusal {
    new Solving(study, work, findings).run();
  }
}

package org.medchain.study;

import org.medchain.experiments.config.UserInputException;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.file.StudyFile;
import org.medchain.study.output.StudyResults;
import org.medchain.study.solve.EquilibriumAnalysis;
import picocli.CommandLine.Command;

/** {@code medchain game solve}. */
@Command(name = "solve", description = "Finds equilibria, and what else theory says about a game.")
final class SolveCommand extends StudyCommand {
  @Override
  void execute(StudyFile study, StudyExecution work, StudyResults findings)
      throws UserInputException {
    new EquilibriumAnalysis(study, work, findings).run();
  }
}

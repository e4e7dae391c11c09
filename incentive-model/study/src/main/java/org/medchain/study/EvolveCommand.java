package org.medchain.study;

import org.medchain.experiments.config.UserInputException;
import org.medchain.study.evolve.EvolutionAnalysis;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.file.StudyFile;
import org.medchain.study.output.StudyResults;
import picocli.CommandLine.Command;

/** {@code medchain game evolve}. */
@Command(name = "evolve", description = "Follows evolutionary dynamics of large populations.")
final class EvolveCommand extends StudyCommand {
  @Override
  void execute(StudyFile study, StudyExecution work, StudyResults findings)
      throws UserInputException {
    new EvolutionAnalysis(study, work, findings).run();
  }
}

package org.medchain.study;

import org.medchain.experiments.config.UserInputException;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.file.StudyFile;
import org.medchain.study.output.StudyResults;
import org.medchain.study.simulate.PopulationAnalysis;
import picocli.CommandLine.Command;

/** {@code medchain game simulate}. */
@Command(
    name = "simulate",
    description =
        "Finite populations: exact results, runs with intervals, and agents on the ledger.")
final class SimulateCommand extends StudyCommand {
  @Override
  void execute(StudyFile study, StudyExecution work, StudyResults findings)
      throws UserInputException {
    new PopulationAnalysis(study, work, findings).run();
  }
}

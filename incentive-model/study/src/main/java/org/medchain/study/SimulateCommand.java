package org.medchain.study;

import org.medchain.experiments.config.Refusal;
import org.medchain.study.file.StudyFile;
import org.medchain.study.output.Findings;
import org.medchain.study.simulate.Simulating;
import org.medchain.study.work.Work;
import picocli.CommandLine.Command;

/** {@code medchain game simulate}. */
@Command(
    name = "simulate",
    description =
        "Finite populations: exact results, runs with intervals, and agents on the ledger.")
final class SimulateCommand extends StudyCommand {
  @Override
  void study(StudyFile study, Work work, Findings findings) throws Refusal {
    new Simulating(study, work, findings).run();
  }
}

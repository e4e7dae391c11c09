package org.medchain.study;

import org.medchain.experiments.config.Refusal;
import org.medchain.study.evolve.Evolving;
import org.medchain.study.file.StudyFile;
import org.medchain.study.output.Findings;
import org.medchain.study.work.Work;
import picocli.CommandLine.Command;

/** {@code medchain game evolve}. */
@Command(name = "evolve", description = "Follows evolutionary dynamics of large populations.")
final class EvolveCommand extends StudyCommand {
  @Override
  void study(StudyFile study, Work work, Findings findings) throws Refusal {
    new Evolving(study, work, findings).run();
  }
}

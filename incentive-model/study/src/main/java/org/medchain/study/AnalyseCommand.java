package org.medchain.study;

import org.medchain.experiments.config.Refusal;
import org.medchain.study.analyse.Analysing;
import org.medchain.study.file.StudyFile;
import org.medchain.study.output.Findings;
import org.medchain.study.work.Work;
import picocli.CommandLine.Command;

/** {@code medchain game analyse}. */
@Command(
    name = "analyse",
    description = "Conditions, regions, sensitivity, budget and repairs of a credit game.")
final class AnalyseCommand extends StudyCommand {
  @Override
  void study(StudyFile study, Work work, Findings findings) throws Refusal {
    new Analysing(study, work, findings).run();
  }
}

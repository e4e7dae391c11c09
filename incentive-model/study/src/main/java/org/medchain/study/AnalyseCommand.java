package org.medchain.study;

import org.medchain.experiments.config.UserInputException;
import org.medchain.study.analyse.CreditAnalysis;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.file.StudyFile;
import org.medchain.study.output.StudyResults;
import picocli.CommandLine.Command;

/** {@code medchain game analyse}. */
@Command(
    name = "analyse",
    description =
        "Conditions, regions, sensitivity, budget and repairs of a credit game; payoffs, best "
            + "replies and equilibria of a repeated one.",
    footer = {
      "",
      "Which rules answer which question (game.rules in the study):",
      "  paper     what the paper's scheme does as it is written: every record is",
      "            rewarded on arrival, and the center alone finds false ones",
      "            afterwards (center_detection);",
      "  standard  what rewards and penalties do where verifiers judge each record",
      "            before it is rewarded (miss, false_alarm).",
      "A reward of 10, a penalty of 5 and a detection of 60 %% deter nobody under the",
      "first, but do deter under the second. The output warns of opposite answers."
    })
final class AnalyseCommand extends StudyCommand {
  @Override
  void execute(StudyFile study, StudyExecution work, StudyResults findings)
      throws UserInputException {
    new CreditAnalysis(study, work, findings).run();
  }
}

package org.medchain.study.analyse;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.experiments.config.UserInputException;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.StudyResults;

/**
 * What all parts of an analysis share.
 *
 * @param parameters rules and economy of the study
 */
record AnalysisContext(
    StudyFile study, CreditParameters parameters, StudyExecution work, StudyResults results) {
  /** The settings of the analysis. */
  StudySection section() {
    return study.section("analyse");
  }

  /** The parameter that a key of a section names. */
  static Parameter parameter(StudySection section, String key, String name)
      throws UserInputException {
    for (Parameter each : Parameter.values()) {
      if (each.key().equals(name)) {
        return each;
      }
    }
    throw section.refusal(
        key,
        section.keyName(key) + " is " + StudySection.quoted(name),
        "allowed: a key of game.parameters in 'medchain game schema', such as upload_reward");
  }

  /** A parameter in words, with its symbol. */
  static String label(Parameter parameter) {
    return parameter.key().replace('_', ' ') + " (" + parameter.symbol() + ")";
  }
}

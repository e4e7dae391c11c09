package org.medchain.study.analyse;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
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

  /** A parameter in words, with its symbol. */
  static String label(Parameter parameter) {
    return parameter.key().replace('_', ' ') + " (" + parameter.symbol() + ")";
  }
}

package org.medchain.study.analyse;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.experiments.config.Refusal;
import org.medchain.study.file.Section;
import org.medchain.study.file.StudyFile;
import org.medchain.study.output.Findings;
import org.medchain.study.work.Work;

/**
 * What all parts of an analysis share.
 *
 * @param parameters rules and economy of the study
 * @param wanted the section of the study
 */
record Setup(
    StudyFile study, CreditParameters parameters, Section wanted, Work work, Findings findings) {
  /** The parameter that a key of a section names. */
  static Parameter parameter(Section section, String key, String name) throws Refusal {
    for (Parameter each : Parameter.values()) {
      if (each.key().equals(name)) {
        return each;
      }
    }
    throw section.refusal(
        key,
        section.name(key) + " is " + Section.quoted(name),
        "allowed: a key of game.parameters in 'medchain game schema', such as upload_reward");
  }

  /** A parameter in words, with its symbol. */
  static String label(Parameter parameter) {
    return parameter.key().replace('_', ' ') + " (" + parameter.symbol() + ")";
  }
}

package org.medchain.comparison.workload;

import java.util.Locale;

/** A step of the paper's process in a day of visits (§4; CMP-55), in the order of a visit. */
public enum DayStepKind {
  /** The center registers a patient or a doctor, once (§4 (1)). */
  REGISTER,
  /** The patient has the record of the visit ordered (§4 (2)). */
  UPLOAD,
  /** The patient entrusts the record's file to hospitals (§3.2.2). */
  ENTRUST,
  /** The doctor counter-signs the record. */
  ATTEST,
  /** The patient lets another doctor read (§3.1: with the patient's authorisation). */
  GRANT,
  /** That doctor reads: the read is ordered and noted (§4 (3)). */
  READ,
  /** The patient looks the record up. */
  LOCATE;

  /** The word for it in files and tables. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package org.medchain.comparison.workload;

/**
 * A visit of a day: what one doctor recorded of one patient on one date, as one record (CMP-55).
 *
 * @param startNs when it takes place, in ns from the load's beginning
 * @param record the record of the visit: its first resource's words, the size of all of them
 * @param reader the doctor who reads it afterwards; the visit's own where the dataset has no other
 */
public record DayVisit(long startNs, SyntheticRecord record, String reader) {
  /** The patient's id in the dataset. */
  public String patient() {
    return record.patient();
  }

  /** The doctor's id in the dataset. */
  public String doctor() {
    return record.doctor();
  }
}

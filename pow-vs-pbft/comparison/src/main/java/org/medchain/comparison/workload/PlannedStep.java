package org.medchain.comparison.workload;

import java.util.List;

/**
 * A step of a day (CMP-55).
 *
 * @param atNs intended start in ns from the load's beginning
 * @param kind of the step
 * @param visit number of the visit that it belongs to, from 0
 * @param person who registers, uploads, attests, …: an id of the dataset
 * @param doctor whether that is a doctor; else a patient
 * @param after numbers of the steps that have to be done before, each less than the step's own
 */
public record PlannedStep(
    long atNs, DayStepKind kind, int visit, String person, boolean doctor, List<Integer> after) {
  public PlannedStep {
    after = List.copyOf(after);
  }
}

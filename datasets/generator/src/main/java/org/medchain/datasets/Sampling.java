package org.medchain.datasets;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cuts a run down to the sample. For each patient, the newest visits first, a visit is kept whole
 * if it starts within the years asked for and the patient's records stay within the maximum with
 * it; a visit that does not fit is passed over. Patients left with fewer records than the minimum
 * are dropped.
 *
 * <p>The cut shortens the tail: few patients with hundreds of records, and very large visits.
 */
final class Sampling {
  private final Instant firstInstant;
  private final int minRecords;
  private final int maxRecords;

  Sampling(SampleSettings settings) {
    this.firstInstant = settings.firstInstant();
    this.minRecords = settings.minRecordsPerPatient();
    this.maxRecords = settings.maxRecordsPerPatient();
  }

  /** The visits kept; which ones does not depend on the order they are given in. */
  List<Visit> keep(List<Visit> visits) {
    Map<String, List<Visit>> visitsByPatient = new TreeMap<>();
    for (Visit visit : visits) {
      visitsByPatient.computeIfAbsent(visit.patient(), patient -> new ArrayList<>()).add(visit);
    }
    List<Visit> kept = new ArrayList<>();
    for (List<Visit> visitsOfPatient : visitsByPatient.values()) {
      kept.addAll(keepOfPatient(visitsOfPatient));
    }
    return kept;
  }

  private List<Visit> keepOfPatient(List<Visit> visits) {
    List<Visit> kept = new ArrayList<>();
    int records = 0;
    for (Visit visit : visits.stream().sorted(Visit.NEWEST_FIRST).toList()) {
      if (!visit.start().isBefore(firstInstant) && records + visit.size() <= maxRecords) {
        kept.add(visit);
        records += visit.size();
      }
    }
    return records < minRecords ? List.of() : kept;
  }
}

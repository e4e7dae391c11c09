package org.medchain.datasets;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Cuts a run down to the sample. For each patient, the newest visits first, a visit is kept whole
 * if it starts within the years asked for and the patient's records stay within the maximum with
 * it; a visit that does not fit is passed over. Patients left with fewer records than the minimum
 * are dropped.
 *
 * <p>The cut shortens the tail: few patients with hundreds of records, and very large visits.
 */
record Sampling(SampleSettings settings) {
  /** The visits kept; which ones does not depend on the order they are given in. */
  List<Visit> keep(List<Visit> visits) {
    return visits.stream()
        .collect(Collectors.groupingBy(Visit::patient, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .flatMap(each -> keepOfPatient(each).stream())
        .toList();
  }

  private List<Visit> keepOfPatient(List<Visit> visits) {
    List<Visit> kept = new ArrayList<>();
    int records = 0;
    for (Visit visit : visits.stream().sorted(Visit.NEWEST_FIRST).toList()) {
      if (!visit.start().isBefore(settings.firstInstant())
          && records + visit.size() <= settings.maxRecordsPerPatient()) {
        kept.add(visit);
        records += visit.size();
      }
    }
    return records < settings.minRecordsPerPatient() ? List.of() : kept;
  }
}

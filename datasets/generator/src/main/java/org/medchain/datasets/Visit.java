package org.medchain.datasets;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * An encounter with all that was found, done or ordered in it. The sample takes visits whole, so
 * that a report stays together with the observations it lists.
 *
 * @param doctor the id of the practitioner who performed the encounter
 * @param resources the encounter itself and every resource that names it
 */
record Visit(
    String patient, String doctor, Instant start, String id, List<FhirResource> resources) {

  /** Newest first; the id breaks ties. */
  static final Comparator<Visit> NEWEST_FIRST =
      Comparator.comparing(Visit::start).thenComparing(Visit::id).reversed();

  Visit {
    resources = List.copyOf(resources);
  }

  int size() {
    return resources.size();
  }
}

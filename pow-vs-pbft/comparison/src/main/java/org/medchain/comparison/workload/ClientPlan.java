package org.medchain.comparison.workload;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The state of one client machine's workload: its patients' records to upload, and the possible
 * requests on those uploaded. Each uploaded record is used for one thing: granted and then queried
 * any number of times, or decided on by the center, or offered, so that requests rarely contradict
 * each other.
 */
final class ClientPlan {
  final RecordQueue records;

  /** Records on their way to the chain, with which nothing was done yet. */
  final DelayedPool<PlannedUpload> untouched = new DelayedPool<>();

  /** Those that the client's institution may read. */
  final DelayedPool<PlannedUpload> granted = new DelayedPool<>();

  /** Those that were offered, and that the institution will demand. */
  final DelayedPool<PlannedUpload> offered = new DelayedPool<>();

  /** Requests of the client. */
  long made;

  private final long lag;
  private final Set<String> offers = new LinkedHashSet<>();

  /**
   * A plan without records.
   *
   * @param lag how many of the client's requests go between one and another that refers to it
   */
  ClientPlan(RecordQueue records, long lag) {
    this.records = records;
    this.lag = lag;
  }

  /** From when on another request may refer to the present one. */
  long later() {
    return made + lag;
  }

  /**
   * An untouched record to be offered: of a patient that has offered no record of this type yet,
   * because a provider has one offer of a type.
   */
  Optional<PlannedUpload> takeUnoffered(UniformRandomProvider random) {
    Optional<PlannedUpload> found = untouched.takeReady(made, random);
    if (found.isPresent() && !offers.add(found.get().patient() + "/" + found.get().type())) {
      untouched.add(later(), found.get());
      return Optional.empty();
    }
    return found;
  }
}

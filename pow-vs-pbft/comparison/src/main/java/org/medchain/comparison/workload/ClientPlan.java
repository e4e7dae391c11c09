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
  private final long lag;
  private final RecordQueue records;
  private final DelayedPool<PlannedUpload> untouched = new DelayedPool<>();
  private final DelayedPool<PlannedUpload> addGranted = new DelayedPool<>();
  private final DelayedPool<PlannedUpload> addOffered = new DelayedPool<>();
  private final Set<String> offers = new LinkedHashSet<>();
  private long made;

  /**
   * A plan without records.
   *
   * @param lag how many of the client's requests go between one and another that refers to it
   */
  ClientPlan(RecordQueue records, long lag) {
    this.records = records;
    this.lag = lag;
  }

  RecordQueue records() {
    return records;
  }

  /** Counts one request. */
  void countRequest() {
    made++;
  }

  /** A record is on its way to the chain. */
  void addUploaded(PlannedUpload upload) {
    untouched.add(made + lag, upload);
  }

  /** The client's institution may read a record. */
  void addGranted(PlannedUpload upload) {
    addGranted.add(made + lag, upload);
  }

  /** A record was offered, and the institution will demand it. */
  void addOffered(PlannedUpload upload) {
    addOffered.add(made + lag, upload);
  }

  /** A record that nothing was done with yet; it will not come again. */
  Optional<PlannedUpload> takeUnused(UniformRandomProvider random) {
    return untouched.takeReady(made, random);
  }

  /**
   * The same to be offered: of a patient that has offered no record of this type yet, because a
   * provider has one offer of a type.
   */
  Optional<PlannedUpload> takeUnoffered(UniformRandomProvider random) {
    Optional<PlannedUpload> found = untouched.takeReady(made, random);
    if (found.isPresent() && !offers.add(found.get().patient() + "/" + found.get().type())) {
      untouched.add(made + lag, found.get());
      return Optional.empty();
    }
    return found;
  }

  /** A record to query. */
  Optional<PlannedUpload> pickGranted(UniformRandomProvider random) {
    return addGranted.peekReady(made, random);
  }

  /** A record whose offer is to be accepted now. */
  Optional<PlannedUpload> takeOffered(UniformRandomProvider random) {
    return addOffered.takeReady(made, random);
  }
}

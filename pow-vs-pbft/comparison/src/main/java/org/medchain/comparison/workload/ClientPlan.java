package org.medchain.comparison.workload;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * What one client machine has asked and can ask next: its patients' records to upload, and what may
 * be done with those uploaded. Each uploaded record is used for one thing: granted and then queried
 * any number of times, or judged, or offered, so that requests rarely contradict each other.
 */
final class ClientPlan {
  private final long lag;
  private final RecordQueue records;
  private final Ripening<Upload> untouched = new Ripening<>();
  private final Ripening<Upload> granted = new Ripening<>();
  private final Ripening<Upload> offered = new Ripening<>();
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
  void count() {
    made++;
  }

  /** A record is on its way to the chain. */
  void uploaded(Upload upload) {
    untouched.add(made + lag, upload);
  }

  /** The client's institution may read a record. */
  void granted(Upload upload) {
    granted.add(made + lag, upload);
  }

  /** A record was offered, and the institution will demand it. */
  void offered(Upload upload) {
    offered.add(made + lag, upload);
  }

  /** A record that nothing was done with yet; it will not come again. */
  Optional<Upload> takeUntouched(UniformRandomProvider random) {
    return untouched.take(made, random);
  }

  /**
   * The same to be offered: of a patient that has offered no record of this type yet, because a
   * provider has one offer of a type.
   */
  Optional<Upload> takeForOffer(UniformRandomProvider random) {
    Optional<Upload> found = untouched.take(made, random);
    if (found.isPresent() && !offers.add(found.get().patient() + "/" + found.get().type())) {
      untouched.add(made + lag, found.get());
      return Optional.empty();
    }
    return found;
  }

  /** A record to query. */
  Optional<Upload> pickGranted(UniformRandomProvider random) {
    return granted.pick(made, random);
  }

  /** A record whose offer is to be accepted now. */
  Optional<Upload> takeOffered(UniformRandomProvider random) {
    return offered.take(made, random);
  }
}

package org.medchain.node.files;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.files.ReplicationPlan.HolderStatus;

/** One holder's knowledge of the others (FILE-10): their files at the last contact. */
final class HolderObservations {
  private final RepairSettings rules;
  private final Map<Hash, Map<PublicKey, HolderSighting>> sightings = new HashMap<>();
  private Optional<Long> startedNs = Optional.empty();
  private long nowNs;

  HolderObservations(RepairSettings rules) {
    this.rules = rules;
  }

  /** The observations of a holder and a file; each part is empty before it happens. */
  private static final class HolderSighting {
    private Optional<Boolean> hadFile = Optional.empty();
    private Optional<Long> seenNs = Optional.empty();
    private Optional<Long> refusedNs = Optional.empty();
    private Optional<Long> shownNs = Optional.empty();
  }

  /** A round begins: reports and questions from now on have this time. */
  void begin(long atNs) {
    nowNs = atNs;
    startedNs = startedNs.or(() -> Optional.of(atNs));
  }

  long nowNs() {
    return nowNs;
  }

  private HolderSighting sighting(Hash file, PublicKey holder) {
    return sightings
        .computeIfAbsent(file, none -> new HashMap<>())
        .computeIfAbsent(holder, none -> new HolderSighting());
  }

  /** A holder reported whether it has all of a file. */
  void availabilityReported(Hash file, PublicKey holder, boolean holds) {
    HolderSighting sighting = sighting(file, holder);
    sighting.hadFile = Optional.of(holds);
    sighting.seenNs = Optional.of(nowNs);
  }

  /** A holder did not take a file. */
  void refused(Hash file, PublicKey holder) {
    sighting(file, holder).refusedNs = Optional.of(nowNs);
  }

  /** A holder showed a piece. */
  void possessionProof(Hash file, PublicKey holder) {
    sighting(file, holder).shownNs = Optional.of(nowNs);
  }

  boolean isCheckDue(Hash file, PublicKey holder) {
    return sighting(file, holder).shownNs.filter(within(rules.auditInterval())).isEmpty();
  }

  private Predicate<Long> within(Duration time) {
    return atNs -> nowNs - atNs < time.toNanos();
  }

  /**
   * A holder's status for a file.
   *
   * @param live whether it just replied
   * @param rank of it, from 0
   */
  HolderStatus statusOf(Hash file, PublicKey holder, boolean live, int rank) {
    HolderSighting last = sighting(file, holder);
    if (live) {
      if (last.hadFile.orElse(false)) {
        return HolderStatus.HOLDS;
      }
      return last.refusedNs.filter(within(rules.refusalBackoff())).isPresent()
          ? HolderStatus.REFUSES
          : HolderStatus.LACKS;
    }
    // A node without contact so far counts as a holder if its rank is high enough: a restart copies
    // nothing.
    boolean held = last.hadFile.orElse(rank < rules.replicas());
    return held && last.seenNs.or(() -> startedNs).filter(within(rules.deadAfter())).isPresent()
        ? HolderStatus.AWAY
        : HolderStatus.GONE;
  }

  /** Removes files that are no longer held here. */
  void retain(Set<Hash> files) {
    sightings.keySet().retainAll(files);
  }
}

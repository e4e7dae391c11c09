package org.medchain.node.files;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.files.ReplicationPlan.HolderStatus;

/**
 * One holder's knowledge of the others (FILE-10): their files at the last contact. Pure: the time
 * is an argument.
 */
final class HolderObservations {
  private final RepairSettings rules;
  private final long startedNs;
  private final Map<FileHolderPair, HolderSighting> sightings = new HashMap<>();
  private final Map<FileHolderPair, Long> refused = new HashMap<>();
  private final Map<FileHolderPair, Long> possessionProof = new HashMap<>();

  /** The key of an entry: a file and a holder. */
  private record FileHolderPair(Hash file, PublicKey holder) {}

  private record HolderSighting(boolean hadFile, long atNs) {}

  HolderObservations(RepairSettings rules, long startedNs) {
    this.rules = rules;
    this.startedNs = startedNs;
  }

  /** A holder reported whether it has all of a file. */
  void availabilityReported(Hash file, PublicKey holder, boolean holds, long nowNs) {
    sightings.put(new FileHolderPair(file, holder), new HolderSighting(holds, nowNs));
  }

  /** A holder did not take a file. */
  void refused(Hash file, PublicKey holder, long nowNs) {
    refused.put(new FileHolderPair(file, holder), nowNs);
  }

  /** A holder showed a piece. */
  void possessionProof(Hash file, PublicKey holder, long nowNs) {
    possessionProof.put(new FileHolderPair(file, holder), nowNs);
  }

  boolean isCheckDue(Hash file, PublicKey holder, long nowNs) {
    Long last = possessionProof.get(new FileHolderPair(file, holder));
    return last == null || nowNs - last >= rules.auditInterval().toNanos();
  }

  /**
   * How a holder stands to a file.
   *
   * @param live whether it just replied
   * @param rank of it, from 0
   */
  HolderStatus statusOf(Hash file, PublicKey holder, boolean live, int rank, long nowNs) {
    FileHolderPair key = new FileHolderPair(file, holder);
    Optional<HolderSighting> last = Optional.ofNullable(sightings.get(key));
    if (live) {
      if (last.isPresent() && last.get().hadFile()) {
        return HolderStatus.HOLDS;
      }
      Long said = refused.get(key);
      return said != null && nowNs - said < rules.refusalBackoff().toNanos()
          ? HolderStatus.REFUSES
          : HolderStatus.LACKS;
    }
    // A node without contact so far counts as a holder if its rank is high enough: a restart copies
    // nothing.
    boolean held = last.map(HolderSighting::hadFile).orElse(rank < rules.replicas());
    long sinceNs = last.map(HolderSighting::atNs).orElse(startedNs);
    return held && nowNs - sinceNs < rules.deadAfter().toNanos()
        ? HolderStatus.AWAY
        : HolderStatus.GONE;
  }

  /** Removes files that are no longer held here. */
  void retain(Set<Hash> files) {
    sightings.keySet().removeIf(key -> !files.contains(key.file()));
    refused.keySet().removeIf(key -> !files.contains(key.file()));
    possessionProof.keySet().removeIf(key -> !files.contains(key.file()));
  }
}

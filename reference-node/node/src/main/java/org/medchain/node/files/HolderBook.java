package org.medchain.node.files;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.files.ReplicationPlan.Standing;

/**
 * What one holder remembers of the others (FILE-10): who held which file when it was last heard of.
 * Pure: it is told the time.
 */
final class HolderBook {
  private final RepairRules rules;
  private final long startedNs;
  private final Map<Key, Seen> seen = new HashMap<>();
  private final Map<Key, Long> refused = new HashMap<>();
  private final Map<Key, Long> checked = new HashMap<>();

  /** What is remembered is about a file and a holder. */
  private record Key(Hash file, PublicKey holder) {}

  private record Seen(boolean held, long atNs) {}

  HolderBook(RepairRules rules, long startedNs) {
    this.rules = rules;
    this.startedNs = startedNs;
  }

  /** A holder said whether it has all of a file. */
  void heard(Hash file, PublicKey holder, boolean holds, long nowNs) {
    seen.put(new Key(file, holder), new Seen(holds, nowNs));
  }

  /** A holder did not take a file. */
  void refused(Hash file, PublicKey holder, long nowNs) {
    refused.put(new Key(file, holder), nowNs);
  }

  /** A holder showed a piece. */
  void checked(Hash file, PublicKey holder, long nowNs) {
    checked.put(new Key(file, holder), nowNs);
  }

  boolean isCheckDue(Hash file, PublicKey holder, long nowNs) {
    Long last = checked.get(new Key(file, holder));
    return last == null || nowNs - last >= rules.checkEvery().toNanos();
  }

  /**
   * How a holder stands to a file.
   *
   * @param live whether it answered just now
   * @param rank its place in line, from 0
   */
  Standing standing(Hash file, PublicKey holder, boolean live, int rank, long nowNs) {
    Key key = new Key(file, holder);
    Optional<Seen> last = Optional.ofNullable(seen.get(key));
    if (live) {
      if (last.isPresent() && last.get().held()) {
        return Standing.HOLDS;
      }
      Long said = refused.get(key);
      return said != null && nowNs - said < rules.refusedFor().toNanos()
          ? Standing.REFUSES
          : Standing.LACKS;
    }
    // Who was never heard of is taken for a holder if its place says so: a restart copies nothing.
    boolean held = last.map(Seen::held).orElse(rank < rules.replicas());
    long sinceNs = last.map(Seen::atNs).orElse(startedNs);
    return held && nowNs - sinceNs < rules.goneAfter().toNanos() ? Standing.AWAY : Standing.GONE;
  }

  /** Forgets files that are not held here any more. */
  void retain(Set<Hash> files) {
    seen.keySet().removeIf(key -> !files.contains(key.file()));
    refused.keySet().removeIf(key -> !files.contains(key.file()));
    checked.keySet().removeIf(key -> !files.contains(key.file()));
  }
}

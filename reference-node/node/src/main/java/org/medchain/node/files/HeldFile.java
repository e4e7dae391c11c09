package org.medchain.node.files;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.medchain.data.Hash;

/** What a store knows of a file that it holds, wholly or in part; guarded by the store's lock. */
final class HeldFile {
  private final Deposit deposit;
  private final PathTable paths;
  private final BitSet have = new BitSet();
  private boolean forced;

  HeldFile(Deposit deposit, PathTable paths) {
    this.deposit = deposit;
    this.paths = paths;
  }

  Deposit deposit() {
    return deposit;
  }

  StoredFile file() {
    return deposit.file();
  }

  PathTable paths() {
    return paths;
  }

  BitSet have() {
    return have;
  }

  /** Whether all pieces are here and their names are durable. */
  boolean isWhole() {
    return forced && have.cardinality() == file().pieces();
  }

  boolean waitsForForce() {
    return !forced && have.cardinality() == file().pieces();
  }

  void markForced(boolean done) {
    forced = done;
  }

  /** The roots of the pieces in these entries. */
  static List<Hash> roots(List<Optional<PathTable.Entry>> entries) {
    List<Hash> roots = new ArrayList<>();
    entries.forEach(entry -> entry.ifPresent(found -> roots.add(found.root())));
    return roots;
  }
}

package org.medchain.claims.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.storageproof.Audits;
import org.medchain.contract.storageproof.ReleaseFile;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;

/**
 * Compares the records in the state before and after each transaction: all but their verdicts must
 * stay. For one scenario.
 */
final class KeptRecords {
  private final List<Hash> ids;
  private final List<PublicKey> holders;
  private final Map<Hash, StoredRecord> known = new TreeMap<>();
  private List<EntrustedCopy> held = List.of();
  private long removed;
  private long changed;
  private long released;

  /** A record's file at a holder. */
  private record EntrustedCopy(Hash record, PublicKey holder) {}

  KeptRecords(List<MedicalRecord> records, List<KeyPair> hospitals) {
    ids = records.stream().map(MedicalRecord::id).toList();
    holders = hospitals.stream().map(KeyPair::publicKey).toList();
  }

  /** Looks at the state after a transaction. */
  void compare(WorldState state, PublicKey sender, Operation operation) {
    for (Hash id : ids) {
      Optional<StoredRecord> now = Records.find(state, id);
      StoredRecord before = known.get(id);
      if (before != null) {
        removed += now.isEmpty() ? 1 : 0;
        changed += now.isPresent() && !isSame(before, now.get()) ? 1 : 0;
      }
      // Each change counts once: from now on this is what has to stay.
      now.ifPresentOrElse(record -> known.put(id, record), () -> known.remove(id));
    }
    List<EntrustedCopy> stillHeld = heldIn(state);
    for (EntrustedCopy file : held) {
      StoredRecord record = known.get(file.record());
      boolean byOwner = record != null && record.owner().equals(sender);
      if (byOwner && operation instanceof ReleaseFile && !stillHeld.contains(file)) {
        released++;
      }
    }
    held = stillHeld;
  }

  private static boolean isSame(StoredRecord before, StoredRecord after) {
    return before.owner().equals(after.owner())
        && before.doctor().equals(after.doctor())
        && before.type().equals(after.type())
        && before.height() == after.height()
        && before.index() == after.index();
  }

  private List<EntrustedCopy> heldIn(WorldState state) {
    List<EntrustedCopy> found = new ArrayList<>();
    for (Hash id : known.keySet()) {
      for (PublicKey holder : holders) {
        if (Audits.holding(state, id, holder).isPresent()) {
          found.add(new EntrustedCopy(id, holder));
        }
      }
    }
    return found;
  }

  /** Records in the state now. */
  int accepted() {
    return known.size();
  }

  /** Records that went out of the state. */
  long removed() {
    return removed;
  }

  /** Records of which owner, doctor, type or place became another. */
  long changed() {
    return changed;
  }

  /** Files outside the chain that a record's owner had its holder give up. */
  long released() {
    return released;
  }
}

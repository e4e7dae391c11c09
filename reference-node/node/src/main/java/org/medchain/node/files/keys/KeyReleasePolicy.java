package org.medchain.node.files.keys;

import java.util.List;
import java.util.Optional;
import org.medchain.contract.ChainState;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.access.AccessEvents.QueryServed;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.records.StoredRecord;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.transport.RefusedException;

/**
 * What a node asks its own ledger before it takes or gives a share (PRIV-3): a deposit comes from
 * the owner of a record that is there; a share goes to a reader whose read the ledger executed and
 * allowed just now, and who might still read.
 *
 * <p>A read has to be recent, so that each release has its own entry in the ledger: who looked, and
 * when.
 */
public final class KeyReleasePolicy {
  /** The most blocks after a read in which it counts. */
  public static final int FRESH_BLOCKS = 64;

  private final LedgerView ledger;

  /** By this ledger. */
  public KeyReleasePolicy(LedgerView ledger) {
    this.ledger = ledger;
  }

  /** Whether the owner may leave a deposit for this record. */
  void requireOwner(PublicKey asker, KeyDeposit deposit) throws RefusedException {
    Optional<StoredRecord> record = state().record(deposit.record());
    boolean owns = record.filter(each -> each.owner().equals(asker)).isPresent();
    if (!owns || !deposit.owner().equals(asker)) {
      throw new RefusedException(
          "record "
              + deposit.record().brief()
              + " is not on the ledger as one of "
              + asker.brief());
    }
  }

  /** Whether the reader may have the share now. */
  void requireRead(PublicKey reader, KeyRequest request) throws RefusedException {
    if (!request.read().sender().equals(reader) || !isServed(request)) {
      throw new RefusedException(
          "the ledger did not let "
              + reader.brief()
              + " read record "
              + request.record().brief()
              + " in one of the last "
              + FRESH_BLOCKS
              + " blocks");
    }
    ChainState state = state();
    if (state.isRevoked(reader)) {
      throw new RefusedException("the key " + reader.brief() + " is revoked");
    }
    Optional<Outcome> objection = state.readObjection(request.record(), reader);
    if (objection.isPresent()) {
      throw new RefusedException("the ledger lets it read no longer: " + objection.get().words());
    }
  }

  private ChainState state() throws RefusedException {
    return ledger
        .stateAt(ledger.height())
        .orElseThrow(() -> new RefusedException("this node has no state yet"));
  }

  private boolean isServed(KeyRequest request) {
    return request.height() > ledger.height() - FRESH_BLOCKS
        && ledger.executionAt(request.height()).stream()
            .flatMap(execution -> execution.receipts().stream())
            .anyMatch(
                receipt ->
                    receipt.request().equals(request.read())
                        && receipt.succeeded()
                        && serves(receipt, request.record()));
  }

  private static boolean serves(Receipt receipt, Hash record) {
    List<Event> events = MedicalModules.events(receipt);
    return events.stream()
        .anyMatch(event -> event instanceof QueryServed served && served.record().equals(record));
  }
}

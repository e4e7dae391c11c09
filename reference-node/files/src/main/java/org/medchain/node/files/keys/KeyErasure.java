package org.medchain.node.files.keys;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.data.Hash;
import org.medchain.node.ledger.LedgerView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes a node's shares of the keys of records whose owner has left (GAME-7, PRIV-10; decision
 * 0251). A round looks at some of the shares, and the next one at those after them: so an exit is
 * found that came while the node was away, and many shares cost no more at one time. For one
 * thread.
 */
public final class KeyErasure {
  private static final Logger log = LoggerFactory.getLogger(KeyErasure.class);

  private final KeyShareStore store;
  private final LedgerView ledger;
  private final int most;
  private Hash last = Hash.ZERO;

  /**
   * Of these shares, by this ledger.
   *
   * @param most shares that a round looks at
   */
  public KeyErasure(KeyShareStore store, LedgerView ledger, int most) {
    this.store = store;
    this.ledger = ledger;
    this.most = most;
  }

  /**
   * Looks at the next shares.
   *
   * @return how many were deleted
   */
  public int round() throws IOException {
    Optional<WorldState> state = ledger.stateAt(ledger.height());
    if (state.isEmpty()) {
      return 0;
    }
    List<Hash> some = store.recordsAfter(last, most);
    last = some.size() < most ? Hash.ZERO : some.getLast();
    int erased = 0;
    for (Hash record : some) {
      if (Records.ownersExit(state.get(), record).isPresent()) {
        store.delete(record);
        erased++;
      }
    }
    if (erased > 0) {
      log.atInfo().addKeyValue("shares", erased).log("deleted: their owners have left");
    }
    return erased;
  }
}

package org.medchain.node.files;

import java.util.Optional;
import org.medchain.contract.AuditRound;
import org.medchain.contract.ChainState;
import org.medchain.contract.Holding;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.Refused;

/**
 * Holds what the ledger says was entrusted to this holder (GAME-4, FILE-7): the record's owner
 * named it, with the same root and number of chunks, whoever brings the bytes.
 */
public final class LedgerHoldings implements HoldingPolicy {
  private final LedgerView ledger;
  private final PublicKey holder;

  /** For the holder of this key. */
  public LedgerHoldings(LedgerView ledger, PublicKey holder) {
    this.ledger = ledger;
    this.holder = holder;
  }

  @Override
  public void admit(Peer asker, Deposit deposit, long ownerBytes) throws Refused {
    if (of(ledger, deposit, holder).isEmpty()) {
      throw new Refused(
          "file "
              + deposit.id().brief()
              + " is not entrusted to "
              + holder.brief()
              + " on the ledger");
    }
  }

  /** The holding on the ledger of this file by this holder, accepted yet or not. */
  static Optional<Holding> of(LedgerView ledger, Deposit deposit, PublicKey holder) {
    Optional<ChainState> state = ledger.stateAt(ledger.height());
    if (state.isEmpty() || deposit.record().isEmpty()) {
      return Optional.empty();
    }
    Hash record = deposit.record().get();
    StoredFile file = deposit.file();
    return state
        .get()
        .incentives()
        .holding(record, holder)
        .filter(held -> held.root().equals(file.root()) && held.chunks() == file.chunks());
  }

  /** How many audits the holder did not answer that are over and not accounted for. */
  static long missed(LedgerView ledger, Holding holding) {
    long height = ledger.height();
    Optional<AuditRound> round =
        ledger.stateAt(height).flatMap(state -> state.incentives().audit());
    if (round.isEmpty() || !holding.accepted()) {
      return 0;
    }
    long last = round.get().number();
    long over = height > round.get().until() ? last : last - 1;
    return Math.max(0, over - holding.nextAudit() + 1);
  }
}

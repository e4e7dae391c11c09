package org.medchain.node.files.holder;

import java.util.Optional;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.KeyNames;
import org.medchain.contract.storageproof.AuditRound;
import org.medchain.contract.storageproof.Audits;
import org.medchain.contract.storageproof.Holding;
import org.medchain.data.PublicKey;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.piece.SignedManifest;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.transport.RefusedException;

/**
 * Holds files that are entrusted to this holder on the ledger (GAME-4, FILE-7): the record's owner
 * named it, with the same root and number of chunks, and the record's path and hash belong to this
 * file (FILE-14); any node may upload the bytes.
 *
 * @param ledger of this node
 * @param holder whose files these are
 */
public record LedgerHoldingPolicy(LedgerView ledger, PublicKey holder) implements HoldingPolicy {
  @Override
  public void admit(SignedManifest deposit) throws RefusedException {
    if (holdingOf(ledger, deposit, holder).isEmpty()) {
      throw new RefusedException(
          "file %s is not entrusted to %s on the ledger"
              .formatted(deposit.id().brief(), holder.brief()));
    }
    Optional<String> flaw = RecordFile.flaw(ledger, deposit);
    if (flaw.isPresent()) {
      throw new RefusedException(flaw.get());
    }
  }

  /** Its owner by any of its keys, and not before the ledger's audits of it have ended. */
  @Override
  public void requireReleasable(PublicKey asker, SignedManifest deposit) throws RefusedException {
    WorldState state = ledger.currentState();
    PublicKey owner = KeyNames.name(state, deposit.manifest().owner());
    HoldingPolicy.requireOwner(KeyNames.name(state, asker).equals(owner), deposit);
    if (deposit.record().flatMap(record -> Audits.holding(state, record, holder)).isPresent()) {
      throw new RefusedException(
          "file %s is still entrusted to %s on the ledger of this node"
              .formatted(deposit.id().brief(), holder.brief()));
    }
  }

  /** The holding on the ledger of this file by this holder, accepted yet or not. */
  static Optional<Holding> holdingOf(LedgerView ledger, SignedManifest deposit, PublicKey holder) {
    return ledger.stateAt(ledger.height()).flatMap(state -> holdingOf(state, deposit, holder));
  }

  /** The same in one state. */
  static Optional<Holding> holdingOf(WorldState state, SignedManifest deposit, PublicKey holder) {
    FileManifest file = deposit.manifest();
    return deposit
        .record()
        .flatMap(record -> Audits.holding(state, record, holder))
        .filter(held -> held.root().equals(file.root()) && held.chunks() == file.chunkCount());
  }

  /** The number of missed audits that are over and not accounted for. */
  static long missedAudits(LedgerView ledger, Holding holding) {
    long height = ledger.height();
    Optional<AuditRound> round = ledger.stateAt(height).flatMap(state -> Audits.last(state));
    if (round.isEmpty() || !holding.accepted()) {
      return 0;
    }
    long last = round.get().number();
    long over = height > round.get().until() ? last : last - 1;
    return Math.max(0, over - holding.nextAudit() + 1);
  }
}

package org.medchain.node.files.holder;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Role.Duty;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.storageproof.AuditRound;
import org.medchain.contract.storageproof.Audits;
import org.medchain.contract.storageproof.HoldFile;
import org.medchain.contract.storageproof.Holding;
import org.medchain.contract.storageproof.ProveStorage;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.files.piece.Piece.ChunkProof;
import org.medchain.node.files.piece.SignedManifest;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.transport.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A holder's duties to the ledger (FILE-12, GAME-4): it accepts each file that is entrusted to it
 * once all of it is here, and answers each audit from its store before the deadline. It deletes the
 * files of an owner that has left (GAME-7, PRIV-10), also if the owner left while it was away.
 *
 * <p>A round covers the files that are here whole. An order without a result yet is not given
 * again; a refused one rests, so that a holder that cannot be paid does not fill the ledger with
 * its attempts. For one thread.
 */
public final class HolderDuties {
  private static final Logger log = LoggerFactory.getLogger(HolderDuties.class);

  /** Orders that may be without a result at one time. */
  private static final int MAX_OPEN = 64;

  /** Heights that a refused order rests. */
  private static final long REST = 100;

  private final PublicKey self;
  private final PieceStore files;
  private final LedgerView ledger;
  private final Function<Operation, CompletableFuture<Receipt>> orders;

  /** Files with an order that has no result yet. */
  private final Map<Hash, CompletableFuture<Receipt>> open = new HashMap<>();

  /** By file, the height up to which nothing is ordered, as the last order was refused. */
  private final Map<Hash, Long> resting = new HashMap<>();

  /** Of a holder with this key and these files. */
  public HolderDuties(
      PublicKey self,
      PieceStore files,
      LedgerView ledger,
      Function<Operation, CompletableFuture<Receipt>> orders) {
    this.self = self;
    this.files = files;
    this.ledger = ledger;
    this.orders = orders;
  }

  /**
   * Orders what is due now.
   *
   * @return how many operations were ordered
   */
  public int round() throws IOException {
    long height = ledger.height();
    settle(height);
    Optional<WorldState> now = ledger.stateAt(height);
    if (now.isPresent()) {
      eraseOfWhoLeft(now.get());
    }
    Optional<WorldState> state = now.filter(this::isHospital);
    int ordered = 0;
    if (state.isPresent()) {
      for (Hash id : files.ids()) {
        if (open.size() < MAX_OPEN && !open.containsKey(id) && !resting.containsKey(id)) {
          ordered += orderDue(id, state.get(), height) ? 1 : 0;
        }
      }
    }
    return ordered;
  }

  private void eraseOfWhoLeft(WorldState state) throws IOException {
    for (Hash id : files.ids()) {
      try {
        Optional<Hash> record = files.manifest(id).record();
        if (record.flatMap(each -> Records.ownersExit(state, each)).isPresent()) {
          files.release(id);
          log.atInfo().addKeyValue("file", id.brief()).log("deleted: its owner has left");
        }
      } catch (RefusedException e) {
        log.atDebug().addKeyValue("file", id.brief()).log(e.getMessage()); // released meanwhile
      }
    }
  }

  private boolean isHospital(WorldState state) {
    return Registration.role(state, self).filter(role -> role.has(Duty.STORE)).isPresent()
        && !Registration.hasLeft(state, self)
        && !Registration.isRevoked(state, self);
  }

  /** Takes the results that have come. */
  private void settle(long height) {
    resting.values().removeIf(until -> until <= height);
    open.entrySet()
        .removeIf(
            each -> {
              if (!each.getValue().isDone()) {
                return false;
              }
              boolean wasRefused =
                  !each.getValue().isCompletedExceptionally()
                      && !each.getValue().join().succeeded();
              if (wasRefused) {
                resting.put(each.getKey(), height + REST);
              }
              return true;
            });
  }

  private boolean orderDue(Hash id, WorldState state, long height) throws IOException {
    try {
      Optional<Operation> due =
          files.isComplete(id) ? due(files.manifest(id), state, height) : Optional.empty();
      due.ifPresent(operation -> open.put(id, orders.apply(operation)));
      return due.isPresent();
    } catch (RefusedException e) {
      // Released or found damaged meanwhile; a damaged piece is fetched again by the repair.
      log.atInfo().addKeyValue("file", id.brief()).log(e.getMessage());
      return false;
    }
  }

  private Optional<Operation> due(SignedManifest deposit, WorldState state, long height)
      throws IOException, RefusedException {
    Optional<Holding> holding = LedgerHoldingPolicy.holdingOf(state, deposit, self);
    if (holding.isEmpty()) {
      return Optional.empty();
    }
    Hash record = deposit.record().orElseThrow();
    if (!holding.get().accepted()) {
      return Optional.of(new HoldFile(record));
    }
    Optional<AuditRound> asked = Audits.last(state);
    if (asked.filter(audit -> holding.get().isDue(audit, height)).isEmpty()) {
      return Optional.empty();
    }
    int chunk = holding.get().challenge(asked.get(), record, self);
    ChunkProof answer = files.proveChunk(deposit.id(), chunk);
    return Optional.of(new ProveStorage(record, answer.chunk(), answer.proof()));
  }
}

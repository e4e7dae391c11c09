package org.medchain.node.ledger;

import java.util.List;
import java.util.Optional;
import org.medchain.application.AcceptanceProof;
import org.medchain.application.ExistenceProof;
import org.medchain.application.Location;
import org.medchain.consensus.Execution;
import org.medchain.data.Block;
import org.medchain.data.MerkleProver;
import org.medchain.data.Receipt;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.Refused;

/** Proves transactions and receipts from the ledger (APP-4, APP-5). */
final class TransactionProofs {
  private final LedgerView ledger;
  private final Locations locations;

  TransactionProofs(LedgerView ledger, Locations locations) {
    this.ledger = ledger;
    this.locations = locations;
  }

  TransactionAnswer answer(Peer asker, TransactionQuestion question) throws Refused {
    Optional<Location> place =
        switch (question) {
          case TransactionQuestion.ByRequest by -> locations.request(by.request());
          case TransactionQuestion.ById by -> locations.transaction(by.id());
        };
    Optional<Block> block = place.flatMap(each -> ledger.at(each.height())).map(Decision::block);
    if (block.isEmpty() || place.get().index() >= block.get().transactions().size()) {
      return new TransactionAnswer.Unknown();
    }
    ExistenceProof existence = existence(block.get(), place.get().index());
    if (!Shown.transaction(asker, existence.transaction().request().sender())) {
      throw new Refused("that transaction is not shown to " + asker.key().brief());
    }
    return receipts(block.get())
        .<TransactionAnswer>map(told -> executed(existence, told, place.get().index()))
        .orElseGet(() -> new TransactionAnswer.Ordered(existence));
  }

  private static ExistenceProof existence(Block block, int index) {
    return new ExistenceProof(
        block.height(),
        MerkleProver.over(block.transactions()).proof(index),
        block.transactions().get(index));
  }

  private static TransactionAnswer executed(
      ExistenceProof existence, List<Receipt> receipts, int index) {
    return new TransactionAnswer.Executed(
        new AcceptanceProof(
            existence, MerkleProver.over(receipts).proof(index), receipts.get(index)));
  }

  /** Of a block whose receipts' root stands in a header by now. */
  private Optional<List<Receipt>> receipts(Block block) {
    long rooted = block.height() + ledger.genesis().terms().window();
    return rooted > ledger.height()
        ? Optional.empty()
        : ledger.executionAt(block.height()).map(Execution::receipts);
  }
}

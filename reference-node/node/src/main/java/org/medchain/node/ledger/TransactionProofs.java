package org.medchain.node.ledger;

import java.util.List;
import java.util.Optional;
import org.medchain.application.AcceptanceProof;
import org.medchain.application.ExistenceProof;
import org.medchain.application.Location;
import org.medchain.data.Block;
import org.medchain.data.MerkleProver;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;

/** Proves transactions and receipts from the ledger (APP-4, APP-5). */
record TransactionProofs(LedgerView ledger, LocationIndex locations) {
  TransactionProofResponse prove(Peer asker, TransactionProofRequest question)
      throws RefusedException {
    Optional<Location> place =
        switch (question) {
          case TransactionProofRequest.ByRequestId by -> locations.locateRequest(by.request());
          case TransactionProofRequest.ByTransactionId by -> locations.locateTransaction(by.id());
        };
    Optional<Block> block =
        place.flatMap(each -> ledger.blockAt(each.height())).map(CertifiedBlock::block);
    if (block.isEmpty() || place.get().index() >= block.get().transactions().size()) {
      return new TransactionProofResponse.UnknownTransaction();
    }
    Transaction asked = block.get().transactions().get(place.get().index());
    if (!LedgerReadAccess.mayReadTransaction(asker, asked, ledger.currentState())) {
      // Like an unknown one, before a proof is made: nobody learns whether it exists (LIGHT-8).
      return new TransactionProofResponse.UnknownTransaction();
    }
    ExistenceProof existence = existence(block.get(), place.get().index());
    return receipts(block.get())
        .<TransactionProofResponse>map(told -> executed(existence, told, place.get().index()))
        .orElseGet(() -> new TransactionProofResponse.OrderedTransaction(existence));
  }

  private static ExistenceProof existence(Block block, int index) {
    return new ExistenceProof(
        block.height(),
        MerkleProver.over(block.transactions()).proof(index),
        block.transactions().get(index));
  }

  private static TransactionProofResponse executed(
      ExistenceProof existence, List<Receipt> receipts, int index) {
    return new TransactionProofResponse.ExecutedTransaction(
        new AcceptanceProof(
            existence, MerkleProver.over(receipts).proof(index), receipts.get(index)));
  }

  /** Of a block whose receipts' root is in a header by now. */
  private Optional<List<Receipt>> receipts(Block block) {
    long rooted = block.height() + ledger.genesis().terms().window();
    return rooted > ledger.height() ? Optional.empty() : ledger.receiptsAt(block.height());
  }
}

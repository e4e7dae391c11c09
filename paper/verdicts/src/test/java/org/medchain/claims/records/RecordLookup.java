package org.medchain.claims.records;

import java.util.List;
import org.medchain.application.ExistenceProof;
import org.medchain.application.Location;
import org.medchain.claims.ledger.ProvingIndex;
import org.medchain.data.Hash;
import org.medchain.data.MerkleProver;
import org.medchain.data.Transaction;
import org.medchain.node.storage.BlockStore;
import org.medchain.node.storage.StateIndex;

/** Locates a record by its id and proves that its upload is in the chain. */
sealed interface RecordLookup {
  /**
   * The proof.
   *
   * @throws java.util.NoSuchElementException if the record is not found
   */
  ExistenceProof prove(Hash record);

  /** From an index that holds all blocks in memory. */
  record InMemory(ProvingIndex index) implements RecordLookup {
    @Override
    public ExistenceProof prove(Hash record) {
      return index.existenceOf(index.locateRecord(record).orElseThrow());
    }
  }

  /** From a node's index on disk and its stored blocks. */
  record OnDisk(StateIndex index, BlockStore blocks) implements RecordLookup {
    @Override
    public ExistenceProof prove(Hash record) {
      Location place = index.locateRecord(record).orElseThrow();
      List<Transaction> transactions =
          blocks.blockAt(place.height()).orElseThrow().block().transactions();
      return new ExistenceProof(
          place.height(),
          MerkleProver.over(transactions).proof(place.index()),
          transactions.get(place.index()));
    }
  }
}

package org.medchain.claims.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.application.AcceptanceProof;
import org.medchain.application.ExistenceProof;
import org.medchain.application.Location;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.consent.ConsentEvents;
import org.medchain.contract.engine.Event;
import org.medchain.contract.records.RecordEvents;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MedicalRecord;
import org.medchain.data.MerkleProver;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/**
 * Locates what was executed (paper §3.2.6: locate and prove at any time): follows the chain block
 * by block, reverts too, and keeps the location of each accepted record and each successful
 * transaction (APP-2). It holds the blocks that it was given.
 */
public final class RecordIndex {
  private final int window;

  /** By height; the genesis block has nothing executed. */
  private final List<Block> blocks = new ArrayList<>();

  private final List<List<Receipt>> receipts = new ArrayList<>();
  private final Map<Hash, Location> transactions = new TreeMap<>();
  private final Map<Hash, Location> records = new TreeMap<>();
  private final Map<PublicKey, List<Hash>> owned = new TreeMap<>();

  /** The index of a chain that has its genesis block only. */
  public RecordIndex(ChainParameters parameters) {
    this.window = parameters.window();
    blocks.add(parameters.genesis());
    receipts.add(List.of());
  }

  /**
   * Takes in the next block and what its execution gave.
   *
   * @throws IllegalArgumentException if it is not the child of the last, or another block's
   *     execution
   */
  public void append(Block block, ExecutionResult execution) {
    if (!block.parent().equals(blocks.get(blocks.size() - 1).hash())
        || block.height() != blocks.size()
        || !execution.block().equals(block.hash())
        || execution.receipts().size() != block.transactions().size()) {
      throw new IllegalArgumentException(block + " does not follow height " + height());
    }
    blocks.add(block);
    receipts.add(execution.receipts());
    for (int i = 0; i < block.transactions().size(); i++) {
      if (execution.receipts().get(i).succeeded()) {
        enter(block.transactions().get(i), execution.receipts().get(i), block.height(), i);
      }
    }
  }

  private void enter(Transaction transaction, Receipt receipt, long height, int index) {
    Location location = new Location(height, index);
    // A request succeeds at most once (CON-3), so nothing is overwritten.
    transactions.put(transaction.id(), location);
    for (Event event : MedicalModules.events(receipt)) {
      if (event instanceof RecordEvents.RecordStored stored) {
        records.put(stored.record(), location);
        owned.computeIfAbsent(stored.owner(), owner -> new ArrayList<>()).add(stored.record());
      }
    }
  }

  /**
   * Goes back, as a reorganisation demands.
   *
   * @throws IllegalArgumentException if the height is above the last or under 0
   */
  public void revertTo(long height) {
    if (height < 0 || height > height()) {
      throw new IllegalArgumentException("height " + height + " is not among 0 to " + height());
    }
    while (height() > height) {
      Block block = blocks.remove(blocks.size() - 1);
      List<Receipt> told = receipts.remove(receipts.size() - 1);
      for (int i = told.size() - 1; i >= 0; i--) {
        if (told.get(i).succeeded()) {
          leave(block.transactions().get(i), told.get(i));
        }
      }
    }
  }

  private void leave(Transaction transaction, Receipt receipt) {
    transactions.remove(transaction.id());
    for (Event event : MedicalModules.events(receipt)) {
      if (event instanceof RecordEvents.RecordStored stored) {
        records.remove(stored.record());
        // Left in the reverse order, so it is the owner's last.
        List<Hash> left = owned.get(stored.owner());
        left.remove(left.size() - 1);
      }
    }
  }

  /** Height of the last block. */
  public long height() {
    return blocks.size() - 1L;
  }

  /** Where the successful transaction with this id stands. */
  public Optional<Location> locateTransaction(Hash id) {
    return Optional.ofNullable(transactions.get(id));
  }

  /** Where the upload of the accepted record with this id stands. */
  public Optional<Location> locateRecord(Hash id) {
    return Optional.ofNullable(records.get(id));
  }

  /** Ids of the patient's accepted records, in the order of the chain. */
  public List<Hash> recordsOf(PublicKey patient) {
    return List.copyOf(owned.getOrDefault(patient, List.of()));
  }

  /** The accepted record with this id, for any reader: the contract decides what a node shows. */
  public Optional<MedicalRecord> record(Hash id) {
    return locateRecord(id).flatMap(location -> recordAt(transactionAt(location)));
  }

  /** The record that a read was granted of; nothing if the receipt is no such read's. */
  public Optional<MedicalRecord> read(Receipt receipt) {
    for (Event event : MedicalModules.events(receipt)) {
      if (event instanceof ConsentEvents.ReadAnswered read && read.line().answer().granted()) {
        return record(read.line().record());
      }
    }
    return Optional.empty();
  }

  private static Optional<MedicalRecord> recordAt(Transaction transaction) {
    return MedicalModules.operation(transaction) instanceof UploadRecord upload
        ? Optional.of(upload.record())
        : Optional.empty();
  }

  private Transaction transactionAt(Location location) {
    return blocks.get((int) location.height()).transactions().get(location.index());
  }

  /**
   * The proof that a transaction is in the chain (APP-4).
   *
   * @throws IndexOutOfBoundsException if nothing is there
   */
  public ExistenceProof existenceOf(Location location) {
    Block block = blocks.get((int) location.height());
    return new ExistenceProof(
        location.height(),
        MerkleProver.over(block.transactions()).proof(location.index()),
        transactionAt(location));
  }

  /**
   * The proof that a transaction had its effect (APP-5); nothing as long as the block is missing
   * whose header holds the root of its receipts, W above.
   *
   * @throws IndexOutOfBoundsException if nothing is there
   */
  public Optional<AcceptanceProof> acceptanceOf(Location location) {
    if (height() < location.height() + window) {
      return Optional.empty();
    }
    List<Receipt> told = receipts.get((int) location.height());
    return Optional.of(
        new AcceptanceProof(
            existenceOf(location),
            MerkleProver.over(told).proof(location.index()),
            told.get(location.index())));
  }

  /** The headers from {@code height} to the last, for who checks proofs. */
  public List<Header> headersFrom(long height) {
    return blocks.subList((int) height, blocks.size()).stream().map(Block::header).toList();
  }
}

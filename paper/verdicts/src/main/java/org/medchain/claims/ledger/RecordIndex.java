package org.medchain.claims.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.application.Location;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.records.RecordEvents.RecordStored;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/**
 * Locates what was executed (paper §3.2.6: locate and prove at any time): follows the chain block
 * by block, reverts too, and keeps the location of each accepted record and each successful
 * transaction (APP-2), and of each that was executed at all. It holds the blocks that it was given.
 */
public class RecordIndex {
  /** By height; the genesis block has nothing executed. */
  private final List<Block> blocks = new ArrayList<>();

  private final List<List<Receipt>> receipts = new ArrayList<>();
  private final Map<Hash, Location> executed = new TreeMap<>();
  private final Map<Hash, Location> transactions = new TreeMap<>();
  private final Map<Hash, Location> records = new TreeMap<>();

  /** The index of a chain that has its genesis block only. */
  public RecordIndex(ChainParameters parameters) {
    blocks.add(parameters.genesis());
    receipts.add(List.of());
  }

  /**
   * Takes in the next block and what its execution gave.
   *
   * @throws IllegalArgumentException if it is not the child of the last, or another block's
   *     execution
   */
  public final void append(Block block, ExecutionResult execution) {
    if (!block.parent().equals(blocks.get(blocks.size() - 1).hash())
        || block.height() != blocks.size()
        || !execution.block().equals(block.hash())
        || execution.receipts().size() != block.transactions().size()) {
      throw new IllegalArgumentException(block + " does not follow height " + height());
    }
    blocks.add(block);
    receipts.add(execution.receipts());
    for (int i = 0; i < block.transactions().size(); i++) {
      enter(
          block.transactions().get(i),
          execution.receipts().get(i),
          new Location(block.height(), i));
    }
  }

  private void enter(Transaction transaction, Receipt receipt, Location location) {
    if (receipt.code() != Outcome.DUPLICATE.code()) {
      executed.putIfAbsent(transaction.id(), location);
    }
    if (!receipt.succeeded()) {
      return;
    }
    // A request succeeds at most once (CON-3), so nothing is overwritten.
    transactions.put(transaction.id(), location);
    for (Event event : MedicalModules.events(receipt)) {
      if (event instanceof RecordStored stored) {
        records.put(stored.record(), location);
      }
    }
  }

  /**
   * Goes back, as a reorganisation demands.
   *
   * @throws IllegalArgumentException if the height is above the last or under 0
   */
  public final void revertTo(long height) {
    if (height < 0 || height > height()) {
      throw new IllegalArgumentException("height " + height + " is not among 0 to " + height());
    }
    while (height() > height) {
      Block block = blocks.remove(blocks.size() - 1);
      List<Receipt> told = receipts.remove(receipts.size() - 1);
      for (int i = told.size() - 1; i >= 0; i--) {
        Transaction transaction = block.transactions().get(i);
        executed.remove(transaction.id(), new Location(block.height(), i));
        if (told.get(i).succeeded()) {
          leave(transaction, told.get(i));
        }
      }
    }
  }

  private void leave(Transaction transaction, Receipt receipt) {
    transactions.remove(transaction.id());
    for (Event event : MedicalModules.events(receipt)) {
      if (event instanceof RecordStored stored) {
        records.remove(stored.record());
      }
    }
  }

  /** Height of the last block. */
  public final long height() {
    return blocks.size() - 1L;
  }

  /** Where the transaction with this id was executed first, with or without an effect. */
  public final Optional<Location> locateExecuted(Hash id) {
    return Optional.ofNullable(executed.get(id));
  }

  /** Where the successful transaction with this id stands. */
  public final Optional<Location> locateTransaction(Hash id) {
    return Optional.ofNullable(transactions.get(id));
  }

  /** Where the upload of the accepted record with this id stands. */
  public final Optional<Location> locateRecord(Hash id) {
    return Optional.ofNullable(records.get(id));
  }

  /** The block of a height. */
  protected final Block blockAt(long height) {
    return blocks.get((int) height);
  }

  /** What its transactions gave, in their order. */
  protected final List<Receipt> receiptsAt(long height) {
    return receipts.get((int) height);
  }
}

package org.medchain.claims.ledger;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.medchain.application.AcceptanceProof;
import org.medchain.application.ExistenceProof;
import org.medchain.application.Location;
import org.medchain.consensus.ChainParameters;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.consent.ConsentEvents;
import org.medchain.contract.engine.Event;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MedicalRecord;
import org.medchain.data.MerkleProver;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/** An index that proves what it locates, and opens what a read was granted of (APP-4, APP-5). */
public final class ProvingIndex extends RecordIndex {
  private final int window;

  public ProvingIndex(ChainParameters parameters) {
    super(parameters);
    this.window = parameters.window();
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
    return blockAt(location.height()).transactions().get(location.index());
  }

  /** The proof that a transaction is in the chain (APP-4). */
  public ExistenceProof existenceOf(Location location) {
    Block block = blockAt(location.height());
    return new ExistenceProof(
        location.height(),
        MerkleProver.over(block.transactions()).proof(location.index()),
        transactionAt(location));
  }

  /**
   * The proof that a transaction had its effect (APP-5); nothing as long as the block is missing
   * whose header holds the root of its receipts, W above.
   */
  public Optional<AcceptanceProof> acceptanceOf(Location location) {
    if (height() < location.height() + window) {
      return Optional.empty();
    }
    List<Receipt> told = receiptsAt(location.height());
    return Optional.of(
        new AcceptanceProof(
            existenceOf(location),
            MerkleProver.over(told).proof(location.index()),
            told.get(location.index())));
  }

  /** The headers from {@code height} to the last, for who checks proofs. */
  public List<Header> headersFrom(long height) {
    return LongStream.rangeClosed(height, height())
        .mapToObj(each -> blockAt(each).header())
        .toList();
  }
}

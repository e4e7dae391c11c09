package org.medchain.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.contract.TestChain;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;
import org.medchain.data.Header;
import org.medchain.data.MerkleProver;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/** A chain with lists that followed it: uploads, some refused, in blocks of different sizes. */
public final class IndexedChain {
  public final TestChain chain = new TestChain();
  SortedLists lists = new SortedLists();

  public void addUploads(int firstNumber, int size) {
    List<Transaction> transactions = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int number = firstNumber + (i % 3 == 2 ? i - 1 : i);
      transactions.add(
          chain.order(
              TestChain.PATIENT,
              new UploadRecord(TestChain.record(TestChain.PATIENT, "image", number))));
    }
    add(transactions);
  }

  public void add(List<Transaction> transactions) {
    Block block = chain.next(transactions);
    lists.enter(block, chain.add(transactions).receipts());
  }

  /** Heights 1 to 6. */
  public static IndexedChain busy() {
    IndexedChain ward = new IndexedChain();
    int number = 0;
    for (int size : new int[] {1, 7, 0, 4, 1, 0}) {
      ward.addUploads(number, size);
      number += size;
    }
    return ward;
  }

  /** Forgets the blocks above {@code height}. */
  void revertTo(long height) {
    chain.revertTo(height);
    lists = new SortedLists();
    for (Block block : chain.blocks().subList(1, chain.blocks().size())) {
      lists.enter(block, receiptsAt(block.height()));
    }
  }

  public HeaderChain headers(long from) {
    return HeaderChain.of(headersFrom(from), chain.blocks().getLast().hash());
  }

  List<Header> headersFrom(long from) {
    return chain.blocks().stream().skip(from).map(Block::header).toList();
  }

  private List<Receipt> receiptsAt(long height) {
    return chain.executions().get((int) height - 1).receipts();
  }

  ExistenceProof existenceOf(Location place) {
    List<Transaction> transactions = chain.blocks().get((int) place.height()).transactions();
    return new ExistenceProof(
        place.height(),
        MerkleProver.over(transactions).proof(place.index()),
        transactions.get(place.index()));
  }

  /** Nothing if no header has the root of the receipts. */
  Optional<AcceptanceProof> acceptanceOf(Location place) {
    if (chain.contract().height() < place.height() + TestChain.WINDOW) {
      return Optional.empty();
    }
    List<Receipt> receipts = receiptsAt(place.height());
    return Optional.of(
        new AcceptanceProof(
            existenceOf(place),
            MerkleProver.over(receipts).proof(place.index()),
            receipts.get(place.index())));
  }
}

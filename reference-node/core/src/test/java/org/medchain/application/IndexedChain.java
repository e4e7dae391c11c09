package org.medchain.application;

import java.util.ArrayList;
import java.util.List;
import org.medchain.contract.TestChain;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;
import org.medchain.data.Transaction;

/** A chain with an index that followed it: uploads, some refused, in blocks of different sizes. */
final class IndexedChain {
  final TestChain chain = new TestChain();
  final RecordIndex index = new RecordIndex(chain.genesis().chainParameters());

  /** Adds a block of {@code size} uploads of patient 0; each third repeats a record. */
  void addUploads(int firstNumber, int size) {
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

  void add(List<Transaction> transactions) {
    Block block = chain.next(transactions);
    index.append(block, chain.add(transactions));
  }

  /** Heights 1 to 6. */
  static IndexedChain busy() {
    IndexedChain ward = new IndexedChain();
    int number = 0;
    for (int size : new int[] {1, 7, 0, 4, 1, 0}) {
      ward.addUploads(number, size);
      number += size;
    }
    return ward;
  }

  HeaderChain headers(long from) {
    Block head = chain.blocks().get(chain.blocks().size() - 1);
    return HeaderChain.of(index.headersFrom(from), head.hash());
  }
}

package org.medchain.data;

import java.util.List;

/**
 * A header and the transactions whose Merkle root and count it holds.
 *
 * <p>A class, not a record, because the header's hash, which consensus asks for again and again, is
 * computed once.
 */
public final class Block implements Encodable {
  private final Header header;
  private final List<Transaction> transactions;
  private final Hash hash;

  private Block(Header header, List<Transaction> transactions) {
    this.header = header;
    this.transactions = List.copyOf(transactions);
    this.hash = header.hash();
  }

  /**
   * The block of a header and its transactions.
   *
   * @throws IllegalArgumentException if count or Merkle root are not the header's
   */
  public static Block of(Header header, List<Transaction> transactions) {
    if (header.transactionCount() != transactions.size()) {
      throw new IllegalArgumentException(
          "header counts "
              + header.transactionCount()
              + " transactions, the block has "
              + transactions.size());
    }
    if (!MerkleTree.rootOf(transactions).equals(header.merkleRoot())) {
      throw new IllegalArgumentException("the Merkle root is not that of the transactions");
    }
    return new Block(header, transactions);
  }

  /** Reads what {@link #encode} wrote. */
  public static Block decode(Decoder in) {
    Header header = Header.decode(in);
    return of(header, in.list(Transaction.MIN_SIZE, Transaction::decode));
  }

  /** Header, count, transactions: what follows magic number and size in the stored form. */
  @Override
  public void encode(Encoder out) {
    out.value(header).list(transactions);
  }

  /** The header. */
  public Header header() {
    return header;
  }

  /** The transactions in order. */
  public List<Transaction> transactions() {
    return transactions;
  }

  /** The hash of the header. */
  public Hash hash() {
    return hash;
  }

  /** The header's height. */
  public long height() {
    return header.height();
  }

  /** The hash of the parent's header. */
  public Hash parent() {
    return header.previous();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Block that
        && hash.equals(that.hash)
        && transactions.equals(that.transactions);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  @Override
  public String toString() {
    return "Block[" + height() + " " + hash.brief() + "]";
  }
}

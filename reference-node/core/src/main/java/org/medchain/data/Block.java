package org.medchain.data;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A header and the transactions whose Merkle root and count it holds.
 *
 * <p>A class, not a record, because the header's hash, which consensus reads often, is computed
 * once.
 */
public final class Block implements Encodable {
  /** Header, count, transactions: the part behind magic number and size in the stored form. */
  public static final Codec<Block> CODEC =
      Codec.of(Header.SIZE + 1, Block::expectedSize, Encoder::value, Block::decode);

  private static final Codec<List<Transaction>> TRANSACTIONS = Transaction.CODEC.list();

  private final Header header;
  private final List<Transaction> transactions;
  private final Hash hash;

  private Block(Header header, Hash hash, List<Transaction> transactions) {
    this.header = header;
    this.transactions = List.copyOf(transactions);
    this.hash = hash;
  }

  /**
   * A new block of these transactions.
   *
   * @param header gives the header with this Merkle root over them
   * @throws IllegalArgumentException if the header has another root or counts otherwise
   */
  public static Block under(Function<Hash, Header> header, List<Transaction> transactions) {
    Hash root = MerkleTree.rootOf(transactions);
    return checked(header.apply(root), transactions, root);
  }

  /**
   * The block of a header and its transactions.
   *
   * @throws IllegalArgumentException if count or Merkle root are not the header's
   */
  public static Block of(Header header, List<Transaction> transactions) {
    return checked(header, transactions, MerkleTree.rootOf(transactions));
  }

  private static Block checked(Header header, List<Transaction> transactions, Hash root) {
    Argument.refuseIf(
        header.transactionCount() != transactions.size(),
        "header counts %s transactions, the block has %s",
        header.transactionCount(),
        transactions.size());
    Argument.refuseIf(
        !root.equals(header.merkleRoot()), "the Merkle root is not that of the transactions");
    return new Block(header, header.hash(), transactions);
  }

  /**
   * The same block with each transaction replaced by an equal one, if {@code known} has one: a node
   * need not hold, nor hash, equal transactions twice.
   */
  public Block sharing(Function<Transaction, Optional<Transaction>> known) {
    return new Block(
        header,
        hash,
        transactions.stream()
            .map(each -> known.apply(each).filter(each::equals).orElse(each))
            .toList());
  }

  /** Reads what {@link #encode} wrote. */
  public static Block decode(Decoder in) {
    Header header = Header.CODEC.decode(in);
    return of(header, TRANSACTIONS.decode(in));
  }

  @Override
  public void encode(Encoder out) {
    out.value(header).list(transactions);
  }

  @Override
  public int expectedSize() {
    return Header.SIZE + TRANSACTIONS.size(transactions);
  }

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

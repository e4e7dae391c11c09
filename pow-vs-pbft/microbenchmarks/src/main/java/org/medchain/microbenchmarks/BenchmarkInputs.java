package org.medchain.microbenchmarks;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Ed25519;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MerkleTree;
import org.medchain.data.RandomString;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;

/** The values that the benchmarks work on: the same ones in every run. */
final class BenchmarkInputs {
  static final SignatureScheme SCHEME = new Ed25519();

  /** Of the chain that all of it belongs to. */
  static final Hash CHAIN = hash(0);

  /** About what a transaction with a medical record carries. */
  private static final int BODY_BYTES = 300;

  private BenchmarkInputs() {}

  /** The {@code number}-th of a row of hashes that look random. */
  static Hash hash(long number) {
    return Hash.of(new Encoder().int64(number).toBytes());
  }

  /** The {@code number}-th key pair. */
  static KeyPair keys(int number) {
    return SCHEME.keyPair(hash(1_000_000L + number).toBytes());
  }

  /** A leaf of 32 bytes. */
  record HashLeaf(Hash hash) implements Encodable {
    @Override
    public void encode(Encoder out) {
      out.hash(hash);
    }
  }

  static List<HashLeaf> leaves(int count) {
    List<HashLeaf> leaves = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      leaves.add(new HashLeaf(hash(i)));
    }
    return leaves;
  }

  static Transaction transaction(int number) {
    byte[] body = new byte[BODY_BYTES];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) (i * 31 + number);
    }
    return Transaction.signed(SCHEME, CHAIN, keys(number % 10), 1 + number, 2, Bytes.of(body));
  }

  static Block block(int transactions) {
    List<Transaction> all = new ArrayList<>();
    for (int i = 0; i < transactions; i++) {
      all.add(transaction(i));
    }
    return Block.of(header(all, Difficulty.NONE), all);
  }

  /** A header that no search of this world finds a random string for. */
  static Header unsolvableHeader() {
    return header(List.of(), Difficulty.ofTarget(BigInteger.ONE));
  }

  private static Header header(List<Transaction> transactions, Difficulty difficulty) {
    return new Header(
        Header.VERSION,
        hash(1),
        1_700_000_000_000L,
        MerkleTree.rootOf(transactions),
        transactions.size(),
        1,
        hash(2),
        hash(3),
        difficulty,
        RandomString.ZERO);
  }
}

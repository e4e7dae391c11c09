package org.medchain.data;

/**
 * A block's header: the paper's fields (§3.1, §3.2.1) in the paper's order, with height, state root
 * and receipts root added before the difficulty (DATA-8; decision 0002).
 *
 * <p>172 bytes, the random string last, so that a searcher hashes the first 128 bytes once.
 *
 * @param version of the format, 1
 * @param previous hash of the parent's header; {@link Hash#ZERO} in the genesis header
 * @param timestampMs milliseconds of Unix time, not before the parent's
 * @param merkleRoot root over the block's transactions
 * @param transactionCount number of transactions
 * @param height number of ancestors; 0 for the genesis block
 * @param stateRoot root of the state after height − W; of the genesis state up to height W
 * @param receiptsRoot root of the receipts of height − W; of no receipts up to height W
 * @param difficulty the hash of this header must be below its target
 * @param randomString changed by the search
 */
public record Header(
    int version,
    Hash previous,
    long timestampMs,
    Hash merkleRoot,
    int transactionCount,
    long height,
    Hash stateRoot,
    Hash receiptsRoot,
    Difficulty difficulty,
    RandomString randomString)
    implements Encodable {
  /** Encoded length in bytes. */
  public static final int SIZE =
      4 + Hash.SIZE + 8 + Hash.SIZE + 4 + 8 + 2 * Hash.SIZE + Difficulty.SIZE + RandomString.SIZE;

  /** The only version there is. */
  public static final int VERSION = 1;

  /** Checks the ranges. */
  public Header {
    if (version != VERSION) {
      throw new IllegalArgumentException("header version " + version + ", known is " + VERSION);
    }
    if (transactionCount < 0 || height < 0 || timestampMs < 0) {
      throw new IllegalArgumentException("a header's count, height and time are not negative");
    }
  }

  /** Reads the 172 bytes. */
  public static Header decode(Decoder in) {
    return new Header(
        in.int32(),
        in.hash(),
        in.int64(),
        in.hash(),
        in.int32(),
        in.int64(),
        in.hash(),
        in.hash(),
        Difficulty.decode(in),
        RandomString.decode(in));
  }

  @Override
  public void encode(Encoder out) {
    out.int32(version)
        .hash(previous)
        .int64(timestampMs)
        .hash(merkleRoot)
        .int32(transactionCount)
        .int64(height)
        .hash(stateRoot)
        .hash(receiptsRoot)
        .value(difficulty)
        .value(randomString);
  }

  /** The block's name: SHA-256 of the 172 bytes. */
  public Hash hash() {
    return Hash.of(encoded());
  }

  /** This header with another random string. */
  public Header with(RandomString other) {
    return new Header(
        version,
        previous,
        timestampMs,
        merkleRoot,
        transactionCount,
        height,
        stateRoot,
        receiptsRoot,
        difficulty,
        other);
  }
}

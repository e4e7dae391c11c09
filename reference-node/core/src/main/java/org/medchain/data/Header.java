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
  /** The 172 bytes. */
  public static final Codec<Header> CODEC = Codec.of(Header.class);

  /** Encoded length in bytes. */
  public static final int SIZE = CODEC.minSize();

  /** The only version there is. */
  public static final int VERSION = 1;

  public Header {
    Argument.refuseIf(version != VERSION, "header version %s, known is %s", version, VERSION);
    Argument.refuseIf(
        transactionCount < 0 || height < 0 || timestampMs < 0,
        "a header's count, height and time are not negative");
  }

  /** The block's name: SHA-256 of the 172 bytes. */
  public Hash hash() {
    return Hash.of(CODEC.encoded(this));
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

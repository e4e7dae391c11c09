package org.medchain.data;

import java.util.List;

/** The fields of a header: those of another one, or without meaning, except for what is said. */
public final class HeaderFields {
  private Hash previous = Hash.ZERO;
  private long timestampMs;
  private Hash merkleRoot = MerkleTree.EMPTY_ROOT;
  private int count;
  private long height;
  private Hash stateRoot = Hash.ZERO;
  private Hash receiptsRoot = Hash.ZERO;
  private Difficulty difficulty = Difficulty.NONE;
  private RandomString randomString = RandomString.ZERO;

  private HeaderFields() {}

  public static HeaderFields of(Header like) {
    return at(like.height())
        .previous(like.previous())
        .timeMs(like.timestampMs())
        .merkleRoot(like.merkleRoot())
        .count(like.transactionCount())
        .stateRoot(like.stateRoot())
        .receiptsRoot(like.receiptsRoot())
        .difficulty(like.difficulty())
        .random(like.randomString());
  }

  /** Of an empty block of this height. */
  public static HeaderFields at(long height) {
    return new HeaderFields().height(height);
  }

  public HeaderFields previous(Hash other) {
    previous = other;
    return this;
  }

  public HeaderFields timeMs(long other) {
    timestampMs = other;
    return this;
  }

  public HeaderFields transactions(List<Transaction> all) {
    return merkleRoot(MerkleTree.rootOf(all)).count(all.size());
  }

  public HeaderFields merkleRoot(Hash other) {
    merkleRoot = other;
    return this;
  }

  public HeaderFields count(int other) {
    count = other;
    return this;
  }

  public HeaderFields height(long other) {
    height = other;
    return this;
  }

  public HeaderFields stateRoot(Hash other) {
    stateRoot = other;
    return this;
  }

  public HeaderFields receiptsRoot(Hash other) {
    receiptsRoot = other;
    return this;
  }

  public HeaderFields difficulty(Difficulty other) {
    difficulty = other;
    return this;
  }

  public HeaderFields random(RandomString other) {
    randomString = other;
    return this;
  }

  public Header made() {
    return new Header(
        Header.VERSION,
        previous,
        timestampMs,
        merkleRoot,
        count,
        height,
        stateRoot,
        receiptsRoot,
        difficulty,
        randomString);
  }
}

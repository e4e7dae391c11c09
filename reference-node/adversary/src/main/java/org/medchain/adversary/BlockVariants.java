package org.medchain.adversary;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MerkleTree;
import org.medchain.data.RandomString;
import org.medchain.data.Transaction;

/** Other blocks than the one that is there, valid as far as that one is. */
final class BlockVariants {
  /** Tries at a seal: a Byzantine primary runs no search, and need not win one. */
  private static final int SEAL_TRIES = 4096;

  private BlockVariants() {}

  /** The same block some ms later. */
  static Block withLaterTimestamp(Block block, long ms) {
    Header old = block.header();
    List<Transaction> content = block.transactions();
    return Block.of(
        with(old, old.previous(), old.timestampMs() + ms, old.height(), content), content);
  }

  /** The same block, which claims another height. */
  static Block atHeight(Block block, long height) {
    Header old = block.header();
    List<Transaction> content = block.transactions();
    return Block.of(with(old, old.previous(), old.timestampMs(), height, content), content);
  }

  private static Header with(
      Header old, Hash parent, long timestampMs, long height, List<Transaction> transactions) {
    return new Header(
        old.version(),
        parent,
        timestampMs,
        MerkleTree.rootOf(transactions),
        transactions.size(),
        height,
        old.stateRoot(),
        old.receiptsRoot(),
        old.difficulty(),
        old.randomString());
  }

  /** The block with other transactions on another parent; the Merkle root is right. */
  static Block childOf(Block block, Hash parent, long timestampMs, List<Transaction> transactions) {
    Header header = with(block.header(), parent, timestampMs, block.height(), transactions);
    return Block.of(sealed(header), transactions);
  }

  /** Under its target, if that is near; plain PBFT needs none. */
  static Header sealed(Header header) {
    Header tried = header;
    for (int i = 0; i < SEAL_TRIES && !tried.difficulty().isMetBy(tried.hash()); i++) {
      RandomString last = tried.randomString();
      tried = tried.with(new RandomString(last.salt(), last.counter() + 1));
    }
    return tried;
  }

  /** The transactions in another order or without the last, if there are two or more. */
  static List<Transaction> shuffled(List<Transaction> transactions, AdversaryRandom draws) {
    List<Transaction> other = new ArrayList<>(transactions);
    if (other.size() > 1) {
      if (draws.chance(0.5)) {
        Collections.reverse(other);
      } else {
        other.remove(other.size() - 1);
      }
    }
    return other;
  }

  /** The operation is another, the signature still that over the old one. */
  static Transaction tampered(Transaction transaction) {
    byte[] body = transaction.body().toArray();
    byte[] other = body.length == 0 ? new byte[1] : body;
    other[other.length - 1] ^= 1;
    return new Transaction(
        transaction.request(), transaction.kind(), Bytes.of(other), transaction.signature());
  }
}

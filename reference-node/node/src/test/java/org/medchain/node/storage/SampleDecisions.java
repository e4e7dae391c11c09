package org.medchain.node.storage;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.node.ledger.CertifiedBlock;

/** Undecided blocks, for tests that only store them. */
final class SampleDecisions {
  private SampleDecisions() {}

  /** A chain of blocks from height 1 on; the salt makes it another one. */
  static List<CertifiedBlock> chain(int length, int salt, int bodyBytes) {
    List<CertifiedBlock> chain = new ArrayList<>();
    Hash previous = Hash.of(Bytes.utf8("genesis " + salt));
    for (int height = 1; height <= length; height++) {
      CertifiedBlock next = decision(height, previous, bodyBytes);
      chain.add(next);
      previous = next.block().hash();
    }
    return chain;
  }

  private static CertifiedBlock decision(long height, Hash previous, int bodyBytes) {
    return decision(height, previous, Bytes.of(new byte[(int) (bodyBytes * height % 97)]));
  }

  /** A block of one request with this body. */
  static CertifiedBlock decision(long height, Hash previous, Bytes body) {
    PublicKey sender = new PublicKey(Hash.of(Bytes.utf8("sender")).toBytes());
    return decision(
        height, previous, List.of(Transaction.unsigned(new RequestId(sender, height), 1, body)));
  }

  static CertifiedBlock decision(long height, Hash previous, List<Transaction> transactions) {
    Header header =
        new Header(
            Header.VERSION,
            previous,
            1_000 * height,
            MerkleTree.rootOf(transactions),
            transactions.size(),
            height,
            Hash.ZERO,
            Hash.ZERO,
            Difficulty.NONE,
            RandomString.ZERO);
    Block block = Block.of(header, transactions);
    return new CertifiedBlock(block, new QuorumCertificate(0, height, block.hash(), List.of()));
  }
}

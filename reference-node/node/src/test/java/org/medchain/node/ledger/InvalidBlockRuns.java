package org.medchain.node.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Header;
import org.medchain.data.MerkleTree;
import org.medchain.data.Signature;
import org.medchain.data.Transaction;

/** Runs of blocks that are almost right. */
final class InvalidBlockRuns {
  static final int KINDS = 8;

  private InvalidBlockRuns() {}

  /** A run that differs from the true one, which is not empty. */
  static List<CertifiedBlock> of(TestLedger ledger, List<CertifiedBlock> truth, int kind) {
    List<CertifiedBlock> said = new ArrayList<>(truth);
    int last = said.size() - 1;
    CertifiedBlock one = said.get(last);
    QuorumCertificate right = (QuorumCertificate) one.certificate();
    switch (kind) {
      case 0 -> said.set(last, new CertifiedBlock(forged(ledger, one.block()), right));
      case 1 -> {
        Block block = forged(ledger, one.block());
        said.set(last, new CertifiedBlock(block, ledger.commits(0, block.header(), 0, 1)));
      }
      case 2 ->
          said.set(last, new CertifiedBlock(one.block(), with(right, right.votes().subList(1, 3))));
      case 3 -> {
        SignedVote first = right.votes().getFirst();
        List<SignedVote> votes = new ArrayList<>(right.votes());
        votes.set(0, new SignedVote(first.signer(), new Signature(Bytes.of(new byte[64]))));
        said.set(last, new CertifiedBlock(one.block(), with(right, votes)));
      }
      case 4 -> {
        SignedVote first = right.votes().getFirst();
        said.set(last, new CertifiedBlock(one.block(), with(right, List.of(first, first, first))));
      }
      case 5 -> {
        Block block = forged(ledger, one.block());
        said.set(last, new CertifiedBlock(block, ledger.commits(0, block.header(), 10, 11, 12)));
      }
      case 6 -> {
        if (said.size() > 1) {
          Collections.swap(said, 0, last);
        } else {
          said.add(one);
        }
      }
      default ->
          said.set(
              last,
              new CertifiedBlock(
                  one.block(),
                  new QuorumCertificate(
                      right.view() + (9L << 40), right.height(), right.block(), right.votes())));
    }
    return said;
  }

  private static QuorumCertificate with(QuorumCertificate certificate, List<SignedVote> votes) {
    return new QuorumCertificate(
        certificate.view(), certificate.height(), certificate.block(), votes);
  }

  private static Block forged(TestLedger ledger, Block block) {
    Header header = block.header();
    List<Transaction> other = List.of(ledger.upload(9_999));
    return Block.of(
        new Header(
            header.version(),
            header.previous(),
            header.timestampMs(),
            MerkleTree.rootOf(other),
            1,
            header.height(),
            header.stateRoot(),
            header.receiptsRoot(),
            header.difficulty(),
            header.randomString()),
        other);
  }
}

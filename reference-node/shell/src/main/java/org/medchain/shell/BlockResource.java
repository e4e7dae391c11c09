package org.medchain.shell;

import java.util.List;
import org.medchain.data.Block;
import org.medchain.data.Header;
import org.medchain.node.ledger.CertifiedBlock;

/**
 * A block as it is shown. All bytes are hexadecimal digits.
 *
 * @param height of the block
 * @param hash of its header
 * @param previous hash of the parent's header
 * @param timestampMs milliseconds of Unix time
 * @param merkleRoot over the transactions
 * @param stateRoot of the state W heights before
 * @param receiptsRoot of the receipts W heights before
 * @param header the 172 bytes that the hash covers
 * @param certificate the quorum's, in its canonical encoding
 * @param transactions their ids, in order
 */
public record BlockResource(
    long height,
    String hash,
    String previous,
    long timestampMs,
    String merkleRoot,
    String stateRoot,
    String receiptsRoot,
    String header,
    String certificate,
    List<String> transactions) {
  static BlockResource of(CertifiedBlock decision) {
    Block block = decision.block();
    Header header = block.header();
    return new BlockResource(
        block.height(),
        block.hash().toHex(),
        header.previous().toHex(),
        header.timestampMs(),
        header.merkleRoot().toHex(),
        header.stateRoot().toHex(),
        header.receiptsRoot().toHex(),
        header.encoded().toHex(),
        decision.certificate().encoded().toHex(),
        block.transactions().stream().map(transaction -> transaction.id().toHex()).toList());
  }
}

package org.medchain.shell;

import java.util.List;
import org.medchain.application.AcceptanceProof;
import org.medchain.application.ExistenceProof;
import org.medchain.data.Hash;
import org.medchain.node.ledger.CertifiedBlock;

/**
 * A proof for display: a light client can check it by itself. All bytes are hexadecimal digits.
 *
 * @param height of the block
 * @param block its hash
 * @param merkleRoot that the path leads to
 * @param index of the transaction
 * @param count of the block's transactions
 * @param path the hashes beside the way up
 * @param existence all of it as the canonical encoding of an {@link ExistenceProof}
 * @param provingHeight of the header that has the root of the receipts
 * @param acceptance an {@link AcceptanceProof} in its encoding; empty while that header is missing,
 *     and once the receipts are no longer kept
 */
public record ProofResource(
    long height,
    String block,
    String merkleRoot,
    int index,
    int count,
    List<String> path,
    String existence,
    long provingHeight,
    String acceptance) {
  static ProofResource of(
      CertifiedBlock decision, ExistenceProof existence, String acceptance, long provingHeight) {
    return new ProofResource(
        existence.height(),
        decision.block().hash().toHex(),
        decision.block().header().merkleRoot().toHex(),
        existence.inclusion().index(),
        existence.inclusion().count(),
        existence.inclusion().path().stream().map(Hash::toHex).toList(),
        existence.encoded().toHex(),
        provingHeight,
        acceptance);
  }
}

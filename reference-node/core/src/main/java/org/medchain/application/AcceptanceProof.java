package org.medchain.application;

import java.util.Optional;
import java.util.function.LongFunction;
import org.medchain.data.Encodable;
import org.medchain.data.Header;
import org.medchain.data.InclusionProof;
import org.medchain.data.Receipt;

/**
 * Proves to a light client that a transaction in the chain had its effect (APP-5): a refused upload
 * is in a block as well, and only the receipt tells it from an accepted one.
 *
 * @param existence of the transaction
 * @param inclusion of the receipt under the receipts root of its block
 * @param receipt of the transaction
 */
public record AcceptanceProof(ExistenceProof existence, InclusionProof inclusion, Receipt receipt)
    implements Encodable {
  /**
   * The fault of it under headers that are trusted; nothing if executing the transaction gave this
   * receipt, which may be a refusal.
   *
   * @param headers by height
   * @param window W of the chain: the receipts root of height h is in the header of h + W
   */
  public Optional<String> flaw(LongFunction<Optional<Header>> headers, int window) {
    Optional<String> missing = existence.flaw(headers);
    if (missing.isPresent()) {
      return missing;
    }
    Optional<Header> rooted = headers.apply(existence.height() + window);
    if (rooted.isEmpty()) {
      return Optional.of("the header that holds the receipts root is not known yet");
    }
    // Receipts have the order of their transactions, so equal indices belong together.
    int count = headers.apply(existence.height()).orElseThrow().transactionCount();
    boolean same =
        inclusion.index() == existence.inclusion().index()
            && inclusion.proves(receipt, rooted.get().receiptsRoot(), count);
    return same ? Optional.empty() : Optional.of("the receipt is not that of the transaction");
  }
}

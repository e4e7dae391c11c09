package org.medchain.application;

import java.util.Optional;
import java.util.function.LongFunction;
import org.medchain.data.Encodable;
import org.medchain.data.Header;
import org.medchain.data.InclusionProof;
import org.medchain.data.Transaction;

/**
 * Proves to a light client that a transaction is in the chain (paper §3.2.6; APP-4). For a proof of
 * its effect see {@link AcceptanceProof}.
 *
 * @param height of the block
 * @param inclusion of the transaction under the block's Merkle root
 * @param transaction itself
 */
public record ExistenceProof(long height, InclusionProof inclusion, Transaction transaction)
    implements Encodable {
  /** The fault of it under headers that are trusted, by height; nothing if it holds. */
  public Optional<String> flaw(LongFunction<Optional<Header>> headers) {
    Optional<Header> header = headers.apply(height);
    if (header.isEmpty()) {
      return Optional.of("no header of height " + height + " is known");
    }
    return inclusion.proves(transaction, header.get())
        ? Optional.empty()
        : Optional.of("the transaction is not in the block of height " + height);
  }
}

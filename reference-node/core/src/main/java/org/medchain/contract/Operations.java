package org.medchain.contract;

import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.RequestWindow;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;

/**
 * Makes one participant's transactions for one chain. The sequence number of each is the caller's:
 * from 1, each once; one that is {@link RequestWindow#SIZE} under the highest executed is lost.
 *
 * @param scheme signs
 * @param chain hash of the genesis header
 * @param keys of the sender
 */
public record Operations(SignatureScheme scheme, Hash chain, KeyPair keys) {
  /** Wraps and signs any operation. */
  public Transaction sign(long sequence, Operation operation) {
    return Transaction.signed(
        scheme, chain, keys, sequence, operation.type().number(), operation.encoded());
  }
}

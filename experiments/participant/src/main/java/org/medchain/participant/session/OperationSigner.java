package org.medchain.participant.session;

import org.medchain.contract.Operations;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.opaque.Opaque;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Transaction;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.identity.IdentityCard;

/**
 * Signs what clients of an identity's role order (paper §4), and empty requests, by which an idle
 * chain gets its next block (CON-21).
 *
 * @param card whose
 * @param chain hash of the genesis header
 * @param keys of the ledger
 */
record OperationSigner(IdentityCard card, Hash chain, KeyPair keys) {
  /** The request of this number. */
  Transaction sign(long number, Operation operation) {
    return new Operations(NativeEd25519.orPortable(), chain, keys).sign(number, operation);
  }

  /** Refuses what clients of this role do not order (APP-1). */
  void requireOffered(Operation operation) throws RefusedException {
    if (!(operation instanceof Opaque)
        && !operation.type().permissions().clients().contains(card.role())) {
      throw new RefusedException(
          "a " + card.roleWord() + " does not order " + operation.type().name());
    }
  }
}

package org.medchain.participant.session;

import org.medchain.application.ClientLevel;
import org.medchain.application.MedicalClient;
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
  /**
   * The request of this number.
   *
   * @throws IllegalArgumentException if clients of this role do not order it
   */
  Transaction sign(long number, Operation operation) {
    Operations operations = new Operations(NativeEd25519.orPortable(), chain, keys);
    return operation instanceof Opaque
        ? operations.sign(number, operation)
        : new MedicalClient(level(), operations, number).order(operation);
  }

  /** Refuses what clients of this role do not order. */
  void requireOffered(Operation operation) throws RefusedException {
    if (!(operation instanceof Opaque) && !level().mayOrder(operation.type())) {
      throw new RefusedException(
          "a " + card.roleWord() + " does not order " + operation.type().name());
    }
  }

  private ClientLevel level() {
    return switch (card.role()) {
      case PATIENT -> ClientLevel.USER;
      case DOCTOR -> ClientLevel.DOCTOR;
      case HOSPITAL, INSTITUTION -> ClientLevel.HOSPITAL;
      case REGULATORY_CENTER -> throw new IllegalStateException("the center has no identity here");
    };
  }
}

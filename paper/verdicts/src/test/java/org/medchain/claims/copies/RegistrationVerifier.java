package org.medchain.claims.copies;

import org.medchain.application.AcceptanceProof;
import org.medchain.application.HeaderChain;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.registration.Register;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;

/**
 * Any participant that verifies a registration (paper §4 (1); REG-2): it has headers up to a head
 * that it trusts, and the center's public key.
 *
 * @param scheme in which all sign
 * @param chain hash of the genesis header
 * @param center the center's public key
 * @param headers of the blocks that proofs are about, and W above
 * @param window W of the chain
 */
record RegistrationVerifier(
    SignatureScheme scheme, Hash chain, PublicKey center, HeaderChain headers, int window) {
  /**
   * Whether the center registered just this key with just this role.
   *
   * @param proof as it came, in bytes
   */
  boolean accepts(Bytes proof, Participant claimed) {
    try {
      return accepts(Codec.of(AcceptanceProof.class).decoded(proof), claimed);
    } catch (MalformedInput e) {
      return false;
    }
  }

  private boolean accepts(AcceptanceProof proof, Participant claimed) {
    if (headers.flawIn(proof, window).isPresent()) {
      return false;
    }
    Transaction transaction = proof.existence().transaction();
    return transaction.request().sender().equals(center)
        && transaction.attestation().holds(scheme, chain)
        && MedicalModules.operation(transaction) instanceof Register register
        && register.participant().equals(claimed);
  }
}

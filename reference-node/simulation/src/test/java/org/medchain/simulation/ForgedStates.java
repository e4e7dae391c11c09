package org.medchain.simulation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.data.state.StateTree;

/** Encoded states that no chain of this genesis ever had, each well-formed. */
final class ForgedStates {
  /** Every member's key is revoked. */
  final Bytes revokedMembers;

  /** Participants with rights that nobody gave them. */
  final Bytes inventedRights;

  ForgedStates(Genesis genesis, SignatureScheme scheme, KeyPair center) {
    List<RevocationEntry> entries = new ArrayList<>();
    for (PublicKey member : genesis.membership().keys()) {
      BigInteger serial = BigInteger.valueOf(1_000L + entries.size());
      entries.add(new RevocationEntry(serial, member, RevocationReason.KEY_COMPROMISE, true));
    }
    RevokeCertificates all = new RevokeCertificates(1, Hash.ZERO, entries);
    Operations operations = new Operations(scheme, genesis.chain(), center);
    Block block =
        TestCluster.block(1, genesis.chain(), Difficulty.NONE, List.of(operations.sign(1, all)));
    MedicalContract contract = new MedicalContract(genesis);
    contract.apply(block);
    if (genesis.membership().keys().stream()
        .anyMatch(key -> !Registration.isRevoked(contract.state(), key))) {
      throw new IllegalStateException("the state was to revoke all members");
    }
    revokedMembers = contract.snapshot(1).bytes();
    Participant stranger =
        new Participant(scheme.keyPair(TestCluster.seed("stranger", 0)).publicKey(), Role.PATIENT);
    StateTree[] forged = {contract.stateAt(0).orElseThrow().tree()};
    new Genesis(genesis.terms(), List.of(stranger))
        .state()
        .tree()
        .forEach((key, value) -> forged[0] = forged[0].put(key, value));
    inventedRights = forged[0].encoded();
  }
}

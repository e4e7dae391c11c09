package org.medchain.cluster.member;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medchain.client.enrolment.CenterConnection;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.center.CenterRequest;
import org.medchain.node.center.Invitation;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.PeerRole;

/**
 * What the replacement of a member needs of the running center, with its operator's key; every
 * order may be given twice.
 */
record CenterOrders(ClusterFolder folder) {
  /** Draws a key and has it certified as a consensus node's, by an invitation. */
  Identity enrol(String name, List<String> addresses)
      throws UserInputException, IOException, InterruptedException {
    Identity bearer = CredentialFiles.read(folder.bootstrap());
    Invitation invitation;
    try (CenterConnection center = folder.connectToCenter()) {
      var order = new CenterRequest.InvitationRequest(PeerRole.CONSENSUS_NODE, name);
      invitation = center.execute(client -> client.invite(order));
    }
    try (CenterConnection center = folder.connectToCenter(bearer)) {
      return center.enrol(
          Identity.generateLedgerKeys(new SecureRandom()),
          PeerRole.CONSENSUS_NODE,
          name,
          addresses,
          invitation);
    }
  }

  /**
   * Orders a change of the members.
   *
   * @param done what the ledger says where it was made before
   */
  void change(MemberChange change, Outcome done)
      throws UserInputException, IOException, InterruptedException {
    Outcome outcome =
        Outcome.of(folder.order(new CenterRequest.LedgerRequest(new ChangeMembers(change))).get(0));
    if (!Set.of(Outcome.OK, done).contains(outcome)) {
      throw new IOException("the ledger did not change the members: " + outcome);
    }
  }

  /** Revokes a key that is no member's any more. */
  void revoke(PublicKey key) throws UserInputException, IOException, InterruptedException {
    var order =
        new CenterRequest.RevokeKeyRequest(
            key, RevocationReason.CESSATION_OF_OPERATION, Optional.empty());
    try {
      var unused = folder.order(order);
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("the key is revoked")) {
        throw e;
      }
    }
  }
}

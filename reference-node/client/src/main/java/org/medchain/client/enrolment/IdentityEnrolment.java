package org.medchain.client.enrolment;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.medchain.client.identity.DeriveKey;
import org.medchain.client.identity.IdentityCard;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;
import org.medchain.node.center.CenterRequest;
import org.medchain.node.center.Invitation;
import org.medchain.node.files.sealing.AgreementKey;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/**
 * The steps by which a person becomes a participant (paper §4 (1); PROC-1, PROC-2): keys made here,
 * a certificate against the proof that they are here, and the registration on the ledger. Each step
 * leaves its result in the identity's folder; one that is there is not done again.
 */
public final class IdentityEnrolment {
  private final ParticipantFolder folder;
  private final char[] passphrase;
  private final SecureRandom random = new SecureRandom();
  private final IdentityCard card;
  private final KeyPair keys;

  /** Makes the keys, unless an earlier command or the center did (REG-3, REG-7, PRIV-11). */
  public IdentityEnrolment(ParticipantFolder folder, Role role, char[] passphrase)
      throws IOException, RefusedException {
    this.folder = folder;
    this.passphrase = passphrase;
    folder.createFolders();
    if (!CredentialFiles.hasLedgerKeys(folder.keys())) {
      CredentialFiles.writeLedgerKeys(
          folder.keys(), Identity.generateLedgerKeys(random), passphrase, random);
    }
    keys = CredentialFiles.readLedgerKeys(folder.keys(), passphrase);
    if (!folder.exists()) {
      String digits = KeyHandover.digits(keys.publicKey());
      folder.write(new IdentityCard(folder.name(), role, keys.publicKey(), digits, false));
    }
    if (!folder.card().registered() && folder.card().role() != role) {
      folder.write(folder.card().as(role)); // nothing but this folder has it yet
    }
    card = folder.card();
    if (card.role() != role) {
      throw new RefusedException("the role of " + card.name() + " is " + card.role().word());
    }
    if (!card.key().equals(keys.publicKey())) {
      throw new IOException(folder.folder() + ": identity.json names another key than keys/ has");
    }
    if (!card.registered() && !Files.exists(folder.deriveKey())) {
      DeriveKey.draw(folder, AgreementKey.of(keys));
    }
  }

  public IdentityCard card() {
    return card;
  }

  /** Gets certificates against an invitation; the request proves possession of the key. */
  public void certify(CenterConnection center, Invitation invitation)
      throws IOException, InterruptedException {
    write(center.enrol(keys, PeerRole.ENTITY, card.certificateName(), List.of(), invitation));
  }

  /**
   * Gets certificates for a key that the center knows already: an earlier command may have come as
   * far as the center and not back to the disk.
   *
   * @return false if the center does not know it
   */
  public boolean isKnownTo(CenterConnection center) throws IOException, InterruptedException {
    try {
      renew(center);
      return true;
    } catch (IOException e) {
      if (CenterConnection.isRefusal(e)) {
        return false;
      }
      throw e;
    }
  }

  /** Gets new certificates for those that there are. */
  public void renew(CenterConnection center) throws IOException, InterruptedException {
    write(center.enrolAgain(keys, PeerRole.ENTITY, card.certificateName()));
  }

  private void write(Identity identity) throws IOException {
    CredentialFiles.write(folder.keys(), identity, passphrase, random);
  }

  /** And has it registered on the ledger, after it has proved possession of the key. */
  public void register(CenterConnection operator, Participant participant)
      throws IOException, InterruptedException {
    CertificateSubject subject =
        new CertificateSubject(card.key(), PeerRole.ENTITY, card.certificateName());
    List<Receipt> unused =
        operator.execute(
            client ->
                client.execute(
                    new CenterRequest.AuthoriseKeyRequest(subject, Optional.of(participant))));
  }
}

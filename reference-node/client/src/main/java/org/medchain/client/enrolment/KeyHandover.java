package org.medchain.client.enrolment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.client.identity.IdentityCard;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.contract.engine.Role;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.node.center.CenterRequest;
import org.medchain.node.center.EnrollmentClient.Enrollment;
import org.medchain.node.center.Invitation;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.PeerRole;

/**
 * Keys that the center makes and hands over encrypted, as the paper has it (§4 (1); REG-7; decision
 * 0242). The pair that they are encrypted for is made here, and is on the disk before it is sent
 * and until the keys are: an interrupted hand-over continues with the same keys.
 */
public final class KeyHandover {
  /** Digits of the key in the certificate's name: enough for people to tell them apart. */
  private static final int NAME_DIGITS = 16;

  private final ParticipantFolder folder;
  private final Role role;
  private final char[] passphrase;
  private final SecureRandom random = new SecureRandom();

  public KeyHandover(ParticipantFolder folder, Role role, char[] passphrase) {
    this.folder = folder;
    this.role = role;
    this.passphrase = passphrase.clone();
  }

  /** Where an invitation comes from, if one is needed. */
  @FunctionalInterface
  public interface InvitationSource {
    /**
     * Gets it.
     *
     * @param name that it has to be for
     */
    Invitation get(String name) throws InputException, IOException, InterruptedException;
  }

  static String digits(PublicKey key) {
    return key.value().toHex().substring(0, NAME_DIGITS);
  }

  /** An invitation by the center's operator, who is on this machine. */
  public static Invitation invite(CenterConnection operator, String name)
      throws IOException, InterruptedException {
    return operator.execute(
        client -> client.invite(new CenterRequest.InvitationRequest(PeerRole.ENTITY, name)));
  }

  /**
   * Refuses to make keys here for an identity whose keys the center was asked for.
   *
   * @throws InputException if it was
   */
  public static void requireNone(ParticipantFolder folder) throws InputException {
    if (CredentialFiles.hasLedgerKeys(folder.recipient())
        && !CredentialFiles.hasLedgerKeys(folder.keys())) {
      throw new InputException(
          folder.name()
              + ": the center was asked to make its keys; the same command with --keys-by-center"
              + " continues, or give another name");
    }
  }

  /**
   * Gets the keys, with their certificates, unless they are here.
   *
   * @return whether they came now
   * @throws InputException if the identity has keys that were made here
   */
  public boolean complete(CenterConnection center, InvitationSource invitations)
      throws InputException, IOException, InterruptedException {
    if (CredentialFiles.hasLedgerKeys(folder.keys())) {
      if (!folder.exists() || !folder.card().escrow()) {
        throw new InputException(folder.name() + ": its keys were made here already");
      }
      deleteRecipient();
      return false;
    }
    KeyPair recipient = recipient();
    String name = digits(recipient.publicKey());
    Identity made = handedOver(center, recipient, name, invitations);
    folder.write(new IdentityCard(folder.name(), role, made.ledger().publicKey(), name, true));
    CredentialFiles.write(folder.keys(), made, passphrase, random);
    deleteRecipient();
    return true;
  }

  private KeyPair recipient() throws IOException {
    if (!CredentialFiles.hasLedgerKeys(folder.recipient())) {
      CredentialFiles.writeLedgerKeys(
          folder.recipient(), Identity.generateLedgerKeys(random), passphrase, random);
    }
    return CredentialFiles.readLedgerKeys(folder.recipient(), passphrase);
  }

  /** An earlier command may have come as far as the center and not back to the disk. */
  private static Identity handedOver(
      CenterConnection center, KeyPair recipient, String name, InvitationSource invitations)
      throws InputException, IOException, InterruptedException {
    try {
      return center.enrol(
          recipient, new Enrollment(PeerRole.ENTITY, name, List.of(), Optional.empty(), true));
    } catch (IOException e) {
      if (!CenterConnection.isRefusal(e)) {
        throw e;
      }
      Optional<Invitation> invitation = Optional.of(invitations.get(name));
      return center.enrol(
          recipient, new Enrollment(PeerRole.ENTITY, name, List.of(), invitation, true));
    }
  }

  /** It has served: nothing that is kept needs it. */
  private void deleteRecipient() throws IOException {
    if (Files.isDirectory(folder.recipient())) {
      try (Stream<Path> files = Files.list(folder.recipient())) {
        for (Path each : files.toList()) {
          Files.delete(each);
        }
      }
      Files.delete(folder.recipient());
    }
  }
}

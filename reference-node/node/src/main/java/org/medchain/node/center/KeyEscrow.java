package org.medchain.node.center;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.node.durable.PrivateFiles;

/**
 * The center's copies of key pairs that it made for others (REG-7): a folder each, under the key to
 * which the pair is handed over. For the center's eyes alone, and under its passphrase if it has
 * one; with a copy the center can sign as the participant.
 */
final class KeyEscrow {
  private final Path folder;
  private final char[] passphrase;
  private final SecureRandom random;

  /**
   * Of this folder.
   *
   * @param passphrase none if it is empty
   */
  KeyEscrow(Path folder, char[] passphrase, SecureRandom random) {
    this.folder = folder;
    this.passphrase = passphrase.clone();
    this.random = random;
  }

  /** The pair that was made for this applicant, if there is one. */
  Optional<KeyPair> find(PublicKey recipient) throws IOException {
    Path own = of(recipient);
    return CredentialFiles.hasLedgerKeys(own)
        ? Optional.of(CredentialFiles.readLedgerKeys(own, passphrase))
        : Optional.empty();
  }

  /** Keeps a pair, forced: a hand-over that is interrupted hands over the same pair again. */
  void keep(PublicKey recipient, KeyPair keys) throws IOException {
    PrivateFiles.createDirectory(folder);
    CredentialFiles.writeLedgerKeys(of(recipient), keys, passphrase, random);
  }

  private Path of(PublicKey recipient) {
    return folder.resolve(recipient.value().toHex());
  }
}

package org.medchain.node.center;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.medchain.data.Ed25519;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.node.durable.PrivateFiles;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.RefusedException;

/**
 * Makes key pairs for applicants that ask for it, as the paper's center does (§4 (1); REG-7;
 * decision 0242): of secure randomness, one for each applicant's key, against the same invitation
 * as other enrolments. May be used by any thread.
 */
public final class KeyIssuance {
  private final Registrar registrar;
  private final Path folder;
  private final char[] passphrase;
  private final KeyPair center;
  private final SecureRandom random;
  private final ReentrantLock lock = new ReentrantLock();

  /**
   * Of a center.
   *
   * @param folder for its copies, with which it can sign as the participant: a folder each, under
   *     the key to which the pair is handed over
   * @param passphrase for them; none if it is empty
   * @param center its ledger key, which wraps what it hands over
   */
  public KeyIssuance(
      Registrar registrar, Path folder, char[] passphrase, KeyPair center, SecureRandom random) {
    this.registrar = registrar;
    this.folder = folder;
    this.passphrase = passphrase.clone();
    this.center = center;
    this.random = random;
  }

  /**
   * Makes a pair and has it certified, or hands over again what it made for the same request.
   *
   * @param asked signed by the key for which the pair will be wrapped
   * @throws RefusedException with the reason
   */
  HandedOverKey issue(EnrollmentRequest asked) throws RefusedException {
    registrar.check(asked.request());
    lock.lock();
    try {
      return issueNow(asked);
    } catch (IOException e) {
      throw new RefusedException("the center's copy of the key: " + e.getMessage());
    } finally {
      lock.unlock();
    }
  }

  private HandedOverKey issueNow(EnrollmentRequest asked) throws RefusedException, IOException {
    CertificateSigningRequest request = asked.request();
    PublicKey recipient = request.subject().key();
    Path copy = folder.resolve(recipient.value().toHex());
    Optional<KeyPair> kept =
        CredentialFiles.hasLedgerKeys(copy)
            ? Optional.of(CredentialFiles.readLedgerKeys(copy, passphrase))
            : Optional.empty();
    boolean certified = kept.flatMap(each -> registrar.authorised(each.publicKey())).isPresent();
    if (!certified) {
      registrar.requireInvited(asked);
    }
    KeyPair made = kept.isPresent() ? kept.get() : make(copy);
    CertificateSigningRequest own =
        request.of(made, new Ed25519(), CertificateAuthority.idOf(registrar.authority()));
    IssuedCertificates issued =
        certified ? registrar.issue(own) : registrar.redeem(asked.invitation().orElseThrow(), own);
    return HandedOverKey.of(made, center, recipient, issued);
  }

  /**
   * Uses only randomness: nothing about the person goes in (PRIV-8). The copy is forced: a
   * hand-over that is interrupted hands over the same pair again.
   */
  private KeyPair make(Path copy) throws IOException {
    KeyPair made = Identity.generateLedgerKeys(random);
    PrivateFiles.createDirectory(folder);
    CredentialFiles.writeLedgerKeys(copy, made, passphrase, random);
    return made;
  }
}

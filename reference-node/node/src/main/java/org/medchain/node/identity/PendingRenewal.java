package org.medchain.node.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.medchain.node.durable.DurableFile;

/**
 * A renewal that has begun and not ended (CA-13): {@code renewal.pem}, beside the credentials that
 * it renews. Before the center is asked, it holds only the next key of connections, so that nothing
 * is asked for if the disk takes nothing. Then it holds the key with the center's certificates.
 * From then on it counts, and is put in place as soon as the disk takes that, after a restart as
 * well.
 */
public final class PendingRenewal {
  private static final String FILE = "renewal.pem";

  private PendingRenewal() {}

  /** Whether a renewal has begun in this folder. */
  public static boolean exists(Path folder) {
    return Files.exists(folder.resolve(FILE));
  }

  /** Draws the next keys of connections, and keeps them. */
  public static KeyPair begin(Path folder, SecureRandom random) throws IOException {
    KeyPair tls = Identity.generateTlsKeys(random);
    PemFile key = PemFile.of(tls.getPrivate(), CredentialFiles.NO_PASSPHRASE, random);
    DurableFile.write(folder.resolve(FILE), key.text());
    return tls;
  }

  /**
   * Keeps the center's reply.
   *
   * @return the identity that is on the disk now
   */
  public static Identity keep(Path folder, Identity fresh) throws IOException {
    PemFile tls =
        CredentialFiles.tlsPem(
            fresh.credentials(), CredentialFiles.NO_PASSPHRASE, new SecureRandom());
    DurableFile.write(folder.resolve(FILE), tls.append(PemFile.of(fresh.signing())).text());
    return waiting(folder)
        .orElseThrow(() -> new IOException(folder + " lost the new certificates"));
  }

  /**
   * The center's reply that is kept and not in place yet; nothing if there is none, or it cannot be
   * read, or newer credentials came into the folder in another way.
   *
   * @throws IOException if the credentials themselves cannot be read
   */
  public static Optional<Identity> waiting(Path folder) throws IOException {
    Identity current = CredentialFiles.read(folder);
    try {
      PemFile content = PemFile.read(folder.resolve(FILE));
      List<X509Certificate> certificates = content.certificates();
      X509Certificate shown = current.credentials().chain().get(0);
      if (certificates.size() != 2
          || certificates
              .get(0)
              .getNotBefore()
              .toInstant()
              .isBefore(shown.getNotBefore().toInstant())) {
        return Optional.empty();
      }
      return Optional.of(
          CredentialFiles.checked(
              folder,
              current.ledger(),
              PemFile.key(content.keyInfo(CredentialFiles.NO_PASSPHRASE)),
              certificates.subList(0, 1),
              current.credentials().authority(),
              certificates.get(1)));
    } catch (IOException e) {
      return Optional.empty(); // Then the center is asked once more.
    }
  }

  /** Puts it in the place of the renewed one; cut anywhere, it is still waiting. */
  public static void finish(Path folder, Identity fresh) throws IOException {
    CredentialFiles.write(folder, fresh);
    discard(folder);
  }

  /** Ends it without that. */
  public static void discard(Path folder) throws IOException {
    DurableFile.delete(folder.resolve(FILE));
  }
}

package org.medchain.node.center;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import org.medchain.data.Bytes;

/**
 * The authority on disk (CA-5): {@code authority.pem}, its certificate, and {@code
 * authority-key.pem}, its key, for its owner's eyes alone and under a passphrase if one is given.
 */
public final class AuthorityFiles {
  private static final String CERTIFICATE = "authority.pem";
  private static final String KEY = "authority-key.pem";

  private AuthorityFiles() {}

  /** Whether there is an authority in this folder. */
  public static boolean exist(Path folder) {
    return Files.exists(folder.resolve(CERTIFICATE));
  }

  /**
   * Writes an authority into a folder where there is none.
   *
   * @param passphrase none if it has no characters
   * @throws IOException if there is one already, or the disk does not take it
   */
  public static void write(
      Path folder, CertificateAuthority authority, char[] passphrase, SecureRandom random)
      throws IOException {
    if (exist(folder)) {
      throw new IOException(folder + " holds an authority already, which is never overwritten");
    }
    WholeFile.makeFolder(folder);
    Pem key =
        passphrase.length == 0
            ? Pem.of(authority.keys().getPrivate())
            : Pem.encrypted(authority.keys().getPrivate(), passphrase, random);
    // The certificate last: where it is, everything is.
    WholeFile.writeSecret(folder.resolve(KEY), key.text());
    WholeFile.write(folder.resolve(CERTIFICATE), Pem.of(authority.certificate()).text());
  }

  /**
   * Reads the authority of a folder.
   *
   * @param passphrase none if it has no characters
   * @throws IOException with one line that says what is wrong
   */
  public static CertificateAuthority read(Path folder, char[] passphrase, SecureRandom random)
      throws IOException {
    X509Certificate certificate = Pem.read(folder.resolve(CERTIFICATE)).certificate();
    KeyPair keys =
        new KeyPair(certificate.getPublicKey(), Pem.read(folder.resolve(KEY)).key(passphrase));
    if (!Pairs.match(keys)) {
      throw new IOException(folder.resolve(KEY) + " is not the key of " + CERTIFICATE);
    }
    return new CertificateAuthority(keys, certificate, random);
  }

  /** The revocation list of the authority, for other tools; overwrites the one before. */
  static void writeList(Path folder, Bytes der) throws IOException {
    WholeFile.write(folder.resolve("revocations.crl"), der);
  }
}

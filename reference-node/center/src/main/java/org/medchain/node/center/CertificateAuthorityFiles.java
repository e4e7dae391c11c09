package org.medchain.node.center;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import org.medchain.data.Bytes;
import org.medchain.node.crypto.EcdsaSignatures;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.durable.PrivateFiles;
import org.medchain.node.identity.PemFile;

/**
 * The authority on disk (CA-5): {@code authority.pem}, its certificate, and {@code
 * authority-key.pem}, its key, readable only for its owner and under a passphrase if one is given.
 */
public final class CertificateAuthorityFiles {
  private static final String CERTIFICATE = "authority.pem";
  private static final String KEY = "authority-key.pem";

  private CertificateAuthorityFiles() {}

  /** Whether there is an authority in this folder. */
  public static boolean exists(Path folder) {
    return Files.exists(folder.resolve(CERTIFICATE));
  }

  /**
   * Writes an authority into a folder without one.
   *
   * @param passphrase none if it has no characters
   * @throws IOException if there is one already, or the disk does not take it
   */
  public static void write(
      Path folder, CertificateAuthority authority, char[] passphrase, SecureRandom random)
      throws IOException {
    if (exists(folder)) {
      throw new IOException(folder + " holds an authority already, which is never overwritten");
    }
    PrivateFiles.createDirectory(folder);
    PemFile key = PemFile.of(authority.keys().getPrivate(), passphrase, random);
    // The certificate last: where it is, everything is.
    DurableFile.write(folder.resolve(KEY), key.text());
    DurableFile.write(folder.resolve(CERTIFICATE), PemFile.of(authority.certificate()).text());
  }

  /** Whether the key of the authority in this folder is under a passphrase (CA-11). */
  public static boolean isEncrypted(Path folder) throws IOException {
    return PemFile.read(folder.resolve(KEY)).isEncryptedKey();
  }

  /**
   * Reads the authority of a folder.
   *
   * @param passphrase none if it is empty
   * @throws IOException with the fault in one line
   */
  public static CertificateAuthority read(Path folder, char[] passphrase, SecureRandom random)
      throws IOException {
    X509Certificate certificate = PemFile.read(folder.resolve(CERTIFICATE)).certificate();
    PrivateKey key = PemFile.key(PemFile.readKey(folder.resolve(KEY), passphrase));
    KeyPair keys = new KeyPair(certificate.getPublicKey(), key);
    if (!EcdsaSignatures.belongTogether(keys)) {
      throw new IOException(folder.resolve(KEY) + " is not the key of " + CERTIFICATE);
    }
    return new CertificateAuthority(keys, certificate, random);
  }

  /** The revocation list of the authority, for other tools; overwrites the one before. */
  static void writeCrl(Path folder, Bytes der) throws IOException {
    DurableFile.write(folder.resolve("revocations.crl"), der);
  }
}

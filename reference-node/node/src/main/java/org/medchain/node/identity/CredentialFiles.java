package org.medchain.node.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.KeyPair;
import org.medchain.data.SecretKey;
import org.medchain.node.crypto.EcdsaSignatures;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.durable.PrivateFiles;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.tls.TlsCredentials;

/**
 * A process's keys and certificates on disk (CA-5), as PEM: {@code ledger-key.pem}, {@code tls.pem}
 * (key and certificate in one file, since they change together), {@code signing.pem}, {@code
 * authority.pem}. Keys are readable only for their owner, and under a passphrase where one is
 * given.
 */
public final class CredentialFiles {
  private static final String LEDGER_KEY = "ledger-key.pem";
  private static final String TLS = "tls.pem";
  private static final String SIGNING = "signing.pem";
  private static final String AUTHORITY = "authority.pem";
  static final char[] NO_PASSPHRASE = new char[0];

  private CredentialFiles() {}

  /** Writes an identity, and replaces an earlier one file by file. */
  public static void write(Path folder, Identity identity) throws IOException {
    write(folder, identity, NO_PASSPHRASE, new SecureRandom());
  }

  /** The same with both keys under a passphrase; without one if it is empty. */
  public static void write(Path folder, Identity identity, char[] passphrase, SecureRandom random)
      throws IOException {
    TlsCredentials credentials = identity.credentials();
    writeLedgerKeys(folder, identity.ledger(), passphrase, random);
    DurableFile.write(folder.resolve(AUTHORITY), PemFile.of(credentials.authority()).text());
    DurableFile.write(folder.resolve(SIGNING), PemFile.of(identity.signing()).text());
    DurableFile.write(folder.resolve(TLS), tlsPem(credentials, passphrase, random).text());
  }

  /** Writes only the ledger keys, for an owner that is still to be certified. */
  public static void writeLedgerKeys(
      Path folder, KeyPair ledger, char[] passphrase, SecureRandom random) throws IOException {
    PrivateFiles.createDirectory(folder);
    DurableFile.write(
        folder.resolve(LEDGER_KEY), PemFile.of(ledgerInfo(ledger), passphrase, random).text());
  }

  /** Whether ledger keys are there. */
  public static boolean hasLedgerKeys(Path folder) {
    return Files.exists(folder.resolve(LEDGER_KEY));
  }

  /** Whether certificates are there; the file that is written last decides. */
  public static boolean isCertified(Path folder) {
    return Files.exists(folder.resolve(TLS));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException with one line that names the file and its fault
   */
  public static Identity read(Path folder) throws IOException {
    return read(folder, NO_PASSPHRASE);
  }

  /** The same of keys under a passphrase; none if it is empty. */
  public static Identity read(Path folder, char[] passphrase) throws IOException {
    KeyPair ledger = readLedgerKeys(folder, passphrase);
    List<X509Certificate> chain = PemFile.read(folder.resolve(TLS)).certificates();
    PrivateKey key = PemFile.key(PemFile.readKey(folder.resolve(TLS), passphrase));
    X509Certificate authority = PemFile.read(folder.resolve(AUTHORITY)).certificate();
    X509Certificate signing = PemFile.read(folder.resolve(SIGNING)).certificate();
    return checked(folder, ledger, key, chain, authority, signing);
  }

  /** An identity of these parts, if they belong together. */
  static Identity checked(
      Path folder,
      KeyPair ledger,
      PrivateKey key,
      List<X509Certificate> chain,
      X509Certificate authority,
      X509Certificate signing)
      throws IOException {
    if (chain.isEmpty()
        || !EcdsaSignatures.belongTogether(
            new java.security.KeyPair(chain.get(0).getPublicKey(), key))) {
      throw new IOException(folder + " holds no certificate for its key of connections");
    }
    Identity identity = new Identity(ledger, new TlsCredentials(key, chain, authority), signing);
    try {
      CertificateSubject signer = CertificateParser.signer(identity.signing());
      if (!identity.subject().equals(signer)
          || !signer.key().equals(identity.ledger().publicKey())) {
        throw new IOException(folder + " holds keys and certificates of different names");
      }
      return identity;
    } catch (RefusedException e) {
      throw new IOException(folder + ": " + e.getMessage(), e);
    }
  }

  static PemFile tlsPem(TlsCredentials credentials, char[] passphrase, SecureRandom random) {
    PemFile all = PemFile.of(credentials.key(), passphrase, random);
    for (X509Certificate each : credentials.chain()) {
      all = all.append(PemFile.of(each));
    }
    return all;
  }

  /** Ed25519 in PKCS #8 (RFC 8410 §7), which other tools read as well. */
  private static PrivateKeyInfo ledgerInfo(KeyPair ledger) throws IOException {
    return new PrivateKeyInfo(
        new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519),
        new DEROctetString(ledger.secretKey().value().toArray()));
  }

  /**
   * Reads only the ledger keys.
   *
   * @param passphrase none if it is empty
   * @throws IOException with one line that names the file and its fault
   */
  public static KeyPair readLedgerKeys(Path folder, char[] passphrase) throws IOException {
    Path file = folder.resolve(LEDGER_KEY);
    PrivateKeyInfo info = PemFile.readKey(file, passphrase);
    byte[] seed = ASN1OctetString.getInstance(info.parsePrivateKey()).getOctets();
    if (!info.getPrivateKeyAlgorithm().getAlgorithm().equals(EdECObjectIdentifiers.id_Ed25519)
        || seed.length != SecretKey.SIZE) {
      throw new IOException(file + " holds no Ed25519 key");
    }
    return new Ed25519().keyPair(Bytes.of(seed));
  }
}

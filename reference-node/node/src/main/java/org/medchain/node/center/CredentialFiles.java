package org.medchain.node.center;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.util.io.pem.PemObject;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.KeyPair;
import org.medchain.data.SecretKey;
import org.medchain.node.crypto.KeyPairConsistency;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.tls.TlsCredentials;

/**
 * A process's keys and certificates on disk (CA-5), as PEM: {@code ledger-key.pem}, {@code tls.pem}
 * (key and certificate in one file, since they change together), {@code signing.pem}, {@code
 * authority.pem}. Keys are for their owner's eyes alone.
 */
public final class CredentialFiles {
  private static final String LEDGER_KEY = "ledger-key.pem";
  private static final String TLS = "tls.pem";
  private static final String SIGNING = "signing.pem";
  private static final String AUTHORITY = "authority.pem";
  private static final char[] NO_PASSPHRASE = new char[0];

  private CredentialFiles() {}

  /** Writes an identity; what stood there before is replaced, file by file. */
  public static void write(Path folder, Identity identity) throws IOException {
    TlsCredentials credentials = identity.credentials();
    AtomicFileWriter.createDirectory(folder);
    AtomicFileWriter.writeSecret(folder.resolve(LEDGER_KEY), ledgerPem(identity.ledger()).text());
    AtomicFileWriter.writeSecret(
        folder.resolve(AUTHORITY), PemFile.of(credentials.authority()).text());
    AtomicFileWriter.writeSecret(folder.resolve(SIGNING), PemFile.of(identity.signing()).text());
    AtomicFileWriter.writeSecret(folder.resolve(TLS), tlsPem(credentials).text());
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException with one line that names the file and its fault
   */
  public static Identity read(Path folder) throws IOException {
    KeyPair ledger = ledgerKeys(folder.resolve(LEDGER_KEY));
    PemFile tls = PemFile.read(folder.resolve(TLS));
    List<X509Certificate> chain = tls.certificates();
    PrivateKey key = tls.key(NO_PASSPHRASE);
    if (chain.isEmpty()
        || !KeyPairConsistency.belongTogether(
            new java.security.KeyPair(chain.get(0).getPublicKey(), key))) {
      throw new IOException(folder.resolve(TLS) + " holds no certificate for its key");
    }
    X509Certificate authority = PemFile.read(folder.resolve(AUTHORITY)).certificate();
    Identity identity =
        new Identity(
            ledger,
            new TlsCredentials(key, chain, authority),
            PemFile.read(folder.resolve(SIGNING)).certificate());
    requireOneName(folder, identity);
    return identity;
  }

  private static void requireOneName(Path folder, Identity identity) throws IOException {
    try {
      CertificateSubject signer = CertificateParser.signer(identity.signing());
      if (!identity.subject().equals(signer)
          || !signer.key().equals(identity.ledger().publicKey())) {
        throw new IOException(folder + " holds keys and certificates of different names");
      }
    } catch (RefusedException e) {
      throw new IOException(folder + ": " + e.getMessage(), e);
    }
  }

  private static PemFile tlsPem(TlsCredentials credentials) {
    PemFile all = PemFile.of(credentials.key());
    for (X509Certificate each : credentials.chain()) {
      all = all.append(PemFile.of(each));
    }
    return all;
  }

  /** Ed25519 in PKCS #8 (RFC 8410 §7), which other tools read as well. */
  private static PemFile ledgerPem(KeyPair ledger) throws IOException {
    PrivateKeyInfo info =
        new PrivateKeyInfo(
            new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519),
            new DEROctetString(ledger.secretKey().value().toArray()));
    return new PemFile(List.of(new PemObject("PRIVATE KEY", info.getEncoded())));
  }

  private static KeyPair ledgerKeys(Path file) throws IOException {
    PrivateKeyInfo info = PemFile.read(file).keyInfo(NO_PASSPHRASE);
    byte[] seed = ASN1OctetString.getInstance(info.parsePrivateKey()).getOctets();
    if (!info.getPrivateKeyAlgorithm().getAlgorithm().equals(EdECObjectIdentifiers.id_Ed25519)
        || seed.length != SecretKey.SIZE) {
      throw new IOException(file + " holds no Ed25519 key");
    }
    return new Ed25519().keyPair(Bytes.of(seed));
  }
}

package org.medchain.node.identity;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;
import org.medchain.data.Bytes;

/**
 * Keys and certificates as text (RFC 7468), readable by every TLS tool.
 *
 * @param parts in the order of the file
 */
public record PemFile(List<PemObject> parts) {
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String KEY = "PRIVATE KEY";
  private static final String ENCRYPTED_KEY = "ENCRYPTED PRIVATE KEY";

  /** Keys and certificates are small: a larger file is something else. */
  private static final long MAX_SIZE = 1 << 16;

  public PemFile {
    parts = List.copyOf(parts);
  }

  public static PemFile of(X509Certificate certificate) {
    return new PemFile(
        List.of(new PemObject(CERTIFICATE, CertificateParser.der(certificate).toArray())));
  }

  /** A key of the platform; see the other. */
  public static PemFile of(PrivateKey key, char[] passphrase, SecureRandom random) {
    return of(PrivateKeyInfo.getInstance(key.getEncoded()), passphrase, random);
  }

  /**
   * A key in its general form (PKCS #8); under a passphrase, unless that is empty: AES-256 with a
   * key that costs a guesser PBKDF2 (RFC 8018).
   */
  public static PemFile of(PrivateKeyInfo key, char[] passphrase, SecureRandom random) {
    try {
      OutputEncryptor encryptor =
          passphrase.length == 0
              ? null
              : new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                  .setProvider(new BouncyCastleProvider())
                  .setIterationCount(200_000)
                  .setRandom(random)
                  .build(passphrase);
      return new PemFile(List.of(new PKCS8Generator(key, encryptor).generate()));
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException("a key cannot be written on this platform", e);
    }
  }

  public PemFile append(PemFile more) {
    List<PemObject> all = new ArrayList<>(parts);
    all.addAll(more.parts);
    return new PemFile(all);
  }

  public Bytes text() throws IOException {
    StringWriter text = new StringWriter();
    try (PemWriter out = new PemWriter(text)) {
      for (PemObject part : parts) {
        out.writeObject(part);
      }
    }
    return Bytes.utf8(text.toString());
  }

  /** Reads a file; names the fault, if it cannot. */
  public static PemFile read(Path file) throws IOException {
    try {
      if (Files.size(file) > MAX_SIZE) {
        throw new IOException(file + " is too large for keys and certificates");
      }
    } catch (NoSuchFileException e) {
      throw new IOException(file + " is not there", e);
    }
    List<PemObject> parts = new ArrayList<>();
    String text = Files.readString(file, StandardCharsets.UTF_8);
    try (PemReader in = new PemReader(new StringReader(text))) {
      for (PemObject part = in.readPemObject(); part != null; part = in.readPemObject()) {
        parts.add(part);
      }
    } catch (RuntimeException e) {
      throw new IOException(file + " is not PEM: " + e.getMessage(), e);
    }
    return new PemFile(parts);
  }

  /** All certificates, in their order. */
  public List<X509Certificate> certificates() throws IOException {
    List<X509Certificate> found = new ArrayList<>();
    for (PemObject part : parts) {
      if (part.getType().equals(CERTIFICATE)) {
        try {
          found.add(CertificateParser.read(part.getContent()));
        } catch (GeneralSecurityException e) {
          throw new IOException("a certificate cannot be read: " + e.getMessage(), e);
        }
      }
    }
    return found;
  }

  /** The first certificate. */
  public X509Certificate certificate() throws IOException {
    return certificates().stream()
        .findFirst()
        .orElseThrow(() -> new IOException("there is no certificate"));
  }

  /** The first key, in its general form. */
  public PrivateKeyInfo keyInfo(char[] passphrase) throws IOException {
    Optional<PemObject> plain = part(KEY);
    if (plain.isPresent()) {
      return PrivateKeyInfo.getInstance(plain.get().getContent());
    }
    PemObject encrypted =
        part(ENCRYPTED_KEY).orElseThrow(() -> new IOException("there is no private key"));
    if (passphrase.length == 0) {
      throw new IOException("the private key is encrypted, and no passphrase was given");
    }
    try {
      return new PKCS8EncryptedPrivateKeyInfo(encrypted.getContent())
          .decryptPrivateKeyInfo(
              new JceOpenSSLPKCS8DecryptorProviderBuilder()
                  .setProvider(new BouncyCastleProvider())
                  .build(passphrase));
    } catch (PKCSException | OperatorCreationException e) {
      throw new IOException("the private key does not open with this passphrase", e);
    }
  }

  /** Whether the key in it is under a passphrase. */
  public boolean isEncryptedKey() {
    return part(KEY).isEmpty() && part(ENCRYPTED_KEY).isPresent();
  }

  private Optional<PemObject> part(String type) {
    return parts.stream().filter(part -> part.getType().equals(type)).findFirst();
  }

  /** A key as the platform uses it. */
  public static PrivateKey key(PrivateKeyInfo info) throws IOException {
    try {
      return new JcaPEMKeyConverter().getPrivateKey(info);
    } catch (IOException | RuntimeException e) {
      throw new IOException("the private key cannot be read: " + e.getMessage(), e);
    }
  }

  /** The first key of a file; a message about its fault names the file. */
  public static PrivateKeyInfo readKey(Path file, char[] passphrase) throws IOException {
    PemFile content = read(file);
    try {
      return content.keyInfo(passphrase);
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }
}

package org.medchain.node.transport;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.tls.TlsCredentials;

/** A small authority: a certificate's name holds the role and the key, its serial counts. */
final class TestAuthority implements AdmissionPolicy {
  private final KeyPair keys = p256();
  private final X509Certificate certificate = certify("CN=authority", keys, true, Duration.ZERO);
  private final Set<BigInteger> revoked = ConcurrentHashMap.newKeySet();
  private volatile Instant now = Instant.now();
  private long serial;

  private static KeyPair p256() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized X509Certificate certify(
      String name, KeyPair subject, boolean authority, Duration age) {
    serial++;
    Instant from = Instant.now().minus(Duration.ofHours(1)).minus(age);
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name("CN=authority"),
            BigInteger.valueOf(serial),
            Date.from(from),
            Date.from(from.plus(Duration.ofDays(1))),
            new X500Name(name),
            subject.getPublic());
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    } catch (OperatorCreationException | GeneralSecurityException | CertIOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A certificate of today. */
  TlsCredentials issue(PublicKey key, PeerRole role) {
    return issue(key, role, Duration.ZERO);
  }

  /** One that was issued a while ago; after a day it has expired. */
  TlsCredentials issue(PublicKey key, PeerRole role, Duration age) {
    KeyPair subject = p256();
    String name = "CN=" + role + ",O=" + key.value().toHex();
    return new TlsCredentials(
        subject.getPrivate(), List.of(certify(name, subject, false, age)), certificate);
  }

  void revoke(BigInteger number) {
    revoked.add(number);
  }

  /** From now on certificates are judged as of then. */
  void setTime(Instant time) {
    now = time;
  }

  @Override
  public Peer admit(List<X509Certificate> chain) throws RefusedException {
    X509Certificate own = chain.getFirst();
    String[] parts = own.getSubjectX500Principal().getName(X500Principal.RFC2253).split(",|=", -1);
    Peer peer =
        new Peer(
            new PublicKey(Bytes.fromHex(parts[1].length() == 64 ? parts[1] : parts[3])),
            PeerRole.valueOf(parts[1].length() == 64 ? parts[3] : parts[1]),
            own.getSerialNumber());
    try {
      own.checkValidity(Date.from(now));
    } catch (CertificateException e) {
      throw new RefusedException("not valid now: " + e.getMessage());
    }
    if (revoked.contains(peer.serial())) {
      throw new RefusedException("revoked");
    }
    return peer;
  }
}

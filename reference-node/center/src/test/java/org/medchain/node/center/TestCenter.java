package org.medchain.node.center;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/** A center on a clock that stops until it is moved. */
final class TestCenter implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final ValidityPeriods VALIDITY =
      new ValidityPeriods(
          Duration.ofDays(3), Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofDays(1));
  static final SecureRandom RANDOM = new SecureRandom();
  static final char[] NO_PASSPHRASE = new char[0];

  /** Whose now a test sets. */
  static final class Clock implements InstantSource {
    private volatile Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }

    void pass(Duration time) {
      now = now.plus(time);
    }
  }

  final Path folder;
  final Clock clock;
  final CertificateAuthority authority;
  final Registrar registrar;
  final LocalCertificateIssuer issuing;

  private TestCenter(Path folder, Clock clock, CertificateAuthority authority) throws IOException {
    this.folder = folder;
    this.clock = clock;
    this.authority = authority;
    this.registrar = new Registrar(folder, authority, VALIDITY, clock, RANDOM);
    this.issuing = new LocalCertificateIssuer(registrar, clock, RANDOM);
  }

  static TestCenter in(Path folder) throws IOException {
    return new TestCenter(
        folder,
        new Clock(),
        CertificateAuthority.create("synthetic authority", START, Duration.ofDays(365), RANDOM));
  }

  /** The same after a restart. */
  TestCenter again() throws IOException {
    registrar.close();
    return new TestCenter(folder, clock, authority);
  }

  /** The keys that this center makes, wrapped by the key of {@link ImmediateLedger#CENTER}. */
  KeyIssuance keys(char[] passphrase) {
    return new KeyIssuance(
        registrar, folder.resolve("escrow"), passphrase, ImmediateLedger.CENTER, RANDOM);
  }

  /** A ledger key pair, the same for the same name. */
  static KeyPair ledger(String name) {
    return new Ed25519().keyPair(Hash.of(Bytes.utf8(name)).toBytes());
  }

  Identity identity(String name, PeerRole role) throws RefusedException {
    return issuing.identity(ledger(name), role, name, List.of("localhost", "127.0.0.1"));
  }

  CertificateSigningRequest request(String name, PeerRole role) {
    KeyPair keys = ledger(name);
    return CertificateSigningRequest.signed(
        new Ed25519(),
        authority.id(),
        keys,
        new CertificateSubject(keys.publicKey(), role, name),
        Identity.generateTlsKeys(RANDOM).getPublic(),
        List.of("localhost"),
        clock.millis());
  }

  @Override
  public void close() throws IOException {
    registrar.close();
  }
}

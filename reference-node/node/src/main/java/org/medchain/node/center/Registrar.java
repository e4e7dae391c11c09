package org.medchain.node.center;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/**
 * The registration authority: decides who gets certificates, and records on disk what was issued
 * and revoked (CA-2 to CA-6). It registers each certificate before it issues it. May be used by any
 * thread.
 */
public final class Registrar implements AutoCloseable {
  /** A request is not older, nor further ahead, than this. */
  public static final Duration REQUEST_WINDOW = Duration.ofMinutes(10);

  /** The number of valid certificates of one key at a time, of both kinds together. */
  public static final int MAX_VALID_CERTIFICATES = 32;

  private static final SignatureScheme SCHEME = new Ed25519();

  private final Path folder;
  private final CertificateAuthority authority;
  private final ValidityPeriods validity;
  private final InstantSource clock;
  private final SecureRandom random;
  private final RegistrarLog file;
  private final RegistrarState records = new RegistrarState();
  private final ReentrantLock lock = new ReentrantLock();

  private Registrar(
      Path folder,
      CertificateAuthority authority,
      ValidityPeriods validity,
      InstantSource clock,
      SecureRandom random,
      RegistrarLog file) {
    this.folder = folder;
    this.authority = authority;
    this.validity = validity;
    this.clock = clock;
    this.random = random;
    this.file = file;
  }

  /**
   * Opens the register of a folder, or begins one.
   *
   * @throws IOException if it is damaged, or the disk does not take it
   */
  public static Registrar open(
      Path folder,
      CertificateAuthority authority,
      ValidityPeriods validity,
      InstantSource clock,
      SecureRandom random)
      throws IOException {
    AtomicFileWriter.createDirectory(folder);
    RegistrarLog.OpenedRegistrarLog opened = RegistrarLog.open(folder);
    Registrar registrar = new Registrar(folder, authority, validity, clock, random, opened.file());
    opened.entries().forEach(registrar.records::apply);
    return registrar;
  }

  /** The authority's certificate. */
  public X509Certificate authority() {
    return authority.certificate();
  }

  /** Allows a key to request certificates of this role and name, from now on. */
  public void authorise(CertificateSubject subject) throws RefusedException {
    guarded(
        () -> {
          requireUnrevoked(subject.key());
          record(List.of(new RegistrarLogEntry.KeyAuthorised(subject)));
          return subject;
        });
  }

  /** Lets the bearer of a new secret enrol a key of its own with this role and name, once. */
  public Invitation invite(PeerRole role, String name) throws RefusedException {
    return guarded(
        () -> {
          byte[] secret = new byte[Invitation.SIZE];
          random.nextBytes(secret);
          Invitation invitation = new Invitation(Bytes.of(secret));
          long end = now().plus(validity.invitation()).toEpochMilli();
          record(
              List.of(new RegistrarLogEntry.InvitationCreated(invitation.hash(), role, name, end)));
          return invitation;
        });
  }

  /**
   * Issues certificates for a request, if its key is authorised for just this role and name.
   *
   * @throws RefusedException with the reason
   */
  public IssuedCertificates issue(CertificateSigningRequest request) throws RefusedException {
    return guarded(
        () -> {
          requireValid(request);
          CertificateSubject subject = request.subject();
          Optional<CertificateSubject> known = records.authorised(subject.key());
          if (!known.equals(Optional.of(subject))) {
            throw new RefusedException(
                known.isEmpty()
                    ? "the key is not authorised"
                    : "the key is authorised with another role or name");
          }
          return issueNow(request, List.of(), validity.certificate());
        });
  }

  /** Issues certificates that last as long as an invitation, to a key that cannot renew them. */
  IssuedCertificates issueShortLived(CertificateSigningRequest request) throws RefusedException {
    return guarded(
        () -> {
          requireValid(request);
          return issueNow(request, List.of(), validity.invitation());
        });
  }

  /**
   * Issues certificates for a key that the bearer of an invitation chose.
   *
   * @throws RefusedException with the reason
   */
  public IssuedCertificates redeem(Invitation invitation, CertificateSigningRequest request)
      throws RefusedException {
    return guarded(
        () -> {
          requireValid(request);
          CertificateSubject subject = request.subject();
          records.requireInvited(invitation, subject, nowMs());
          Optional<CertificateSubject> known = records.authorised(subject.key());
          if (known.filter(each -> !each.equals(subject)).isPresent()) {
            throw new RefusedException("the key is authorised with another role or name");
          }
          return issueNow(
              request,
              List.of(
                  new RegistrarLogEntry.InvitationRedeemed(invitation.hash()),
                  new RegistrarLogEntry.KeyAuthorised(subject)),
              validity.certificate());
        });
  }

  /** That the bearer of this invitation may enrol now, with this role and name. */
  void requireInvited(Optional<Invitation> invitation, CertificateSubject subject)
      throws RefusedException {
    guarded(
        () -> {
          records.requireInvited(invitation.orElseThrow(RegistrarState::none), subject, nowMs());
          return subject;
        });
  }

  /** That its key signed the request to this authority, now, and is not revoked. */
  void check(CertificateSigningRequest request) throws RefusedException {
    guarded(
        () -> {
          requireValid(request);
          return request;
        });
  }

  private void requireValid(CertificateSigningRequest request) throws RefusedException {
    request.requireSigned(SCHEME, authority.id(), now());
    requireUnrevoked(request.subject().key());
  }

  private void requireUnrevoked(PublicKey key) throws RefusedException {
    if (records.isRevoked(key)) {
      throw new RefusedException("the key is revoked");
    }
  }

  private IssuedCertificates issueNow(
      CertificateSigningRequest request, List<RegistrarLogEntry> first, Duration time)
      throws RefusedException, IOException {
    CertificateSubject subject = request.subject();
    List<RegistrarLogEntry.CertificateIssued> live =
        records.validCertificates(subject.key(), nowMs());
    if (live.size() + 2 > MAX_VALID_CERTIFICATES) {
      throw new RefusedException("the key has " + live.size() + " certificates that count: wait");
    }
    IssuedCertificates made =
        new IssuedCertificates(
            authority.issueTls(subject, request.tlsKey(), request.addresses(), now(), time),
            authority.issueSigning(subject, now(), time));
    List<RegistrarLogEntry> entries = new ArrayList<>(first);
    entries.add(
        RegistrarLogEntry.CertificateIssued.of(
            subject, RegistrarLogEntry.CertificateIssued.TLS, made.tls()));
    entries.add(
        RegistrarLogEntry.CertificateIssued.of(
            subject, RegistrarLogEntry.CertificateIssued.SIGNING, made.signing()));
    long due = now().plus(validity.overlap()).toEpochMilli();
    for (RegistrarLogEntry.CertificateIssued each : live) {
      if (!records.isSuperseded(each.serial())) {
        entries.add(new RegistrarLogEntry.CertificateSuperseded(each.serial(), due));
      }
    }
    record(entries);
    return made;
  }

  /**
   * Revokes a key with all its certificates that count; the next list reports it to the ledger. A
   * key without a certificate gets an unpublished one, which can be revoked: participants of an
   * agency have keys and no connections.
   *
   * @throws RefusedException if it is revoked already
   */
  public void revokeKey(PublicKey key, RevocationReason reason) throws RefusedException {
    guarded(
        () -> {
          requireUnrevoked(key);
          long nowMs = nowMs();
          List<RegistrarLogEntry> entries = new ArrayList<>();
          List<RegistrarLogEntry.CertificateIssued> ending =
              new ArrayList<>(records.validCertificates(key, nowMs));
          if (ending.isEmpty()) {
            ending.add(lastIssued(key));
            entries.addAll(ending);
          }
          List<RevocationEntry> revoked =
              ending.stream()
                  .map(each -> new RevocationEntry(each.serial(), key, reason, true))
                  .toList();
          entries.add(new RegistrarLogEntry.RevocationDecided(revoked, nowMs));
          record(entries);
          return revoked;
        });
  }

  private RegistrarLogEntry.CertificateIssued lastIssued(PublicKey key) {
    CertificateSubject subject =
        records
            .authorised(key)
            .orElseGet(() -> new CertificateSubject(key, PeerRole.ENTITY, "key alone"));
    X509Certificate made = authority.issueSigning(subject, now(), validity.certificate());
    return RegistrarLogEntry.CertificateIssued.of(
        subject, RegistrarLogEntry.CertificateIssued.SIGNING, made);
  }

  /**
   * Revokes one certificate and not its key.
   *
   * @throws RefusedException if the center did not issue it
   */
  public void revokeCertificate(BigInteger serial, RevocationReason reason)
      throws RefusedException {
    guarded(
        () -> {
          RegistrarLogEntry.CertificateIssued found =
              records
                  .issued(serial)
                  .orElseThrow(() -> new RefusedException("no certificate has this serial number"));
          PublicKey key = found.subject().key();
          RevocationEntry entry = new RevocationEntry(serial, key, reason, records.isRevoked(key));
          record(List.of(new RegistrarLogEntry.RevocationDecided(List.of(entry), nowMs())));
          return entry;
        });
  }

  /**
   * The next revocation list, if there is anything that the ledger did not confirm: on disk for
   * other tools, and as the operation with the new entries.
   */
  public Optional<RevokeCertificates> nextCrl() throws RefusedException {
    return guarded(
        () -> {
          revokeSuperseded();
          List<RevocationEntry> all = records.unconfirmedRevocations();
          if (all.isEmpty()) {
            return Optional.empty();
          }
          int count = Math.min(all.size(), RevokeCertificates.MAX_ENTRIES);
          List<RevocationEntry> entries = all.subList(0, count);
          long number = records.lastCrlNumber() + 1;
          X509CRL list =
              authority.issueCrl(number, records.crlEntries(), now(), now().plus(validity.crl()));
          Hash hash = CertificateAuthority.hash(list);
          List<BigInteger> serials = entries.stream().map(RevocationEntry::serial).toList();
          // The number is recorded before the list is published.
          record(List.of(new RegistrarLogEntry.CrlIssued(number, hash, serials)));
          CertificateAuthorityFiles.writeCrl(folder, CertificateAuthority.der(list));
          return Optional.of(new RevokeCertificates(number, hash, entries));
        });
  }

  private void revokeSuperseded() throws IOException {
    long nowMs = nowMs();
    List<RevocationEntry> entries =
        records.supersededAndDue(nowMs).stream()
            .map(
                each ->
                    new RevocationEntry(
                        each.serial(), each.subject().key(), RevocationReason.SUPERSEDED, false))
            .toList();
    if (!entries.isEmpty()) {
      record(List.of(new RegistrarLogEntry.RevocationDecided(entries, nowMs)));
    }
  }

  /** The ledger executed the list of this number. */
  public void confirmCrl(long number) throws RefusedException {
    guarded(
        () -> {
          record(List.of(new RegistrarLogEntry.CrlConfirmed(number)));
          return number;
        });
  }

  /** The role and name for which the key may enrol now. */
  public Optional<CertificateSubject> authorised(PublicKey key) {
    return read(() -> records.authorised(key));
  }

  /** Whether a certificate of the key counts: its holder asked for it with the key's signature. */
  public boolean isCertified(PublicKey key) {
    return read(() -> !records.validCertificates(key, nowMs()).isEmpty());
  }

  /** How many certificates were ever issued. */
  public int issuedCount() {
    return records.issuedCount();
  }

  /** How many revocations the ledger has not confirmed yet. */
  public int unconfirmedCount() {
    return records.unconfirmedCount();
  }

  private Instant now() {
    return clock.instant();
  }

  private long nowMs() {
    return now().toEpochMilli();
  }

  private void record(List<RegistrarLogEntry> entries) throws IOException {
    file.append(entries);
    entries.forEach(records::apply);
  }

  /** What may be refused, or fail on the disk. */
  private interface RegistrarAction<T> {
    T run() throws RefusedException, IOException;
  }

  private <T> T guarded(RegistrarAction<T> act) throws RefusedException {
    lock.lock();
    try {
      return act.run();
    } catch (IOException e) {
      throw new RefusedException("the center's register cannot be written: " + e.getMessage());
    } finally {
      lock.unlock();
    }
  }

  private <T> T read(Supplier<T> look) {
    lock.lock();
    try {
      return look.get();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

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
import org.medchain.contract.RevocationEntry;
import org.medchain.contract.RevocationReason;
import org.medchain.contract.RevokeCertificates;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Refused;

/**
 * Decides who gets certificates, and remembers on disk what was issued and revoked (CA-2 to CA-6).
 * Whatever it gives out stands in the register before. May be used by any thread.
 */
public final class Registrar implements AutoCloseable {
  /** A request is not older, nor further ahead, than this. */
  public static final Duration REQUEST_WINDOW = Duration.ofMinutes(10);

  /** So many certificates of one key that count at a time, of both kinds together. */
  public static final int MAX_LIVE = 32;

  private static final SignatureScheme SCHEME = new Ed25519();

  private final Path folder;
  private final CertificateAuthority authority;
  private final Validity validity;
  private final InstantSource clock;
  private final SecureRandom random;
  private final RegisterFile file;
  private final RegisterRecords records = new RegisterRecords();
  private final ReentrantLock lock = new ReentrantLock();

  private Registrar(
      Path folder,
      CertificateAuthority authority,
      Validity validity,
      InstantSource clock,
      SecureRandom random,
      RegisterFile file) {
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
      Validity validity,
      InstantSource clock,
      SecureRandom random)
      throws IOException {
    WholeFile.makeFolder(folder);
    RegisterFile.Opened opened = RegisterFile.open(folder);
    Registrar registrar = new Registrar(folder, authority, validity, clock, random, opened.file());
    opened.entries().forEach(registrar.records::apply);
    return registrar;
  }

  /** The authority's certificate. */
  public X509Certificate authority() {
    return authority.certificate();
  }

  /** Lets a key ask for certificates of this role and name by itself, from now on. */
  public void authorise(Subject subject) throws Refused {
    guarded(
        () -> {
          requireUnrevoked(subject.key());
          record(List.of(new RegisterEntry.Authorised(subject)));
          return subject;
        });
  }

  /** Lets the bearer of a new secret enrol a key of its own with this role and name, once. */
  public Invitation invite(PeerRole role, String name) throws Refused {
    return guarded(
        () -> {
          byte[] secret = new byte[Invitation.SIZE];
          random.nextBytes(secret);
          Invitation invitation = new Invitation(Bytes.of(secret));
          long end = now().plus(validity.invitation()).toEpochMilli();
          record(List.of(new RegisterEntry.Invited(invitation.hash(), role, name, end)));
          return invitation;
        });
  }

  /**
   * Issues certificates for a request, if its key is authorised for just this role and name.
   *
   * @throws Refused with the reason
   */
  public Certificates issue(CertificateRequest request) throws Refused {
    return guarded(
        () -> {
          requireSound(request);
          Subject subject = request.subject();
          Optional<Subject> known = records.authorised(subject.key());
          if (!known.equals(Optional.of(subject))) {
            throw new Refused(
                known.isEmpty()
                    ? "the key is not authorised"
                    : "the key is authorised with another role or name");
          }
          return issueNow(request, List.of(), validity.certificate());
        });
  }

  /** Issues certificates that last as long as an invitation, to a key that cannot renew them. */
  Certificates issueOnce(CertificateRequest request) throws Refused {
    return guarded(
        () -> {
          requireSound(request);
          return issueNow(request, List.of(), validity.invitation());
        });
  }

  /**
   * Issues certificates for a key that the bearer of an invitation chose.
   *
   * @throws Refused with the reason
   */
  public Certificates redeem(Invitation invitation, CertificateRequest request) throws Refused {
    return guarded(
        () -> {
          requireSound(request);
          Subject subject = request.subject();
          RegisterEntry.Invited invited =
              records
                  .invitation(invitation.hash())
                  .filter(each -> each.endMs() > now().toEpochMilli())
                  .orElseThrow(() -> new Refused("there is no such invitation, or no longer"));
          if (invited.role() != subject.role() || !invited.name().equals(subject.name())) {
            throw new Refused("the invitation is for another role or name");
          }
          Optional<Subject> known = records.authorised(subject.key());
          if (known.filter(each -> !each.equals(subject)).isPresent()) {
            throw new Refused("the key is authorised with another role or name");
          }
          return issueNow(
              request,
              List.of(
                  new RegisterEntry.Redeemed(invitation.hash()),
                  new RegisterEntry.Authorised(subject)),
              validity.certificate());
        });
  }

  private void requireSound(CertificateRequest request) throws Refused {
    if (!request.holds(SCHEME, authority.id())) {
      throw new Refused("the ledger key did not sign this request to this authority");
    }
    Duration off = Duration.between(Instant.ofEpochMilli(request.timeMs()), now()).abs();
    if (off.compareTo(REQUEST_WINDOW) > 0) {
      throw new Refused("the request is of another time: the clocks are " + off + " apart");
    }
    requireUnrevoked(request.subject().key());
  }

  private void requireUnrevoked(PublicKey key) throws Refused {
    if (records.isRevoked(key)) {
      throw new Refused("the key is revoked");
    }
  }

  private Certificates issueNow(
      CertificateRequest request, List<RegisterEntry> first, Duration time)
      throws Refused, IOException {
    Subject subject = request.subject();
    List<RegisterEntry.Issued> live = records.live(subject.key(), now().toEpochMilli());
    if (live.size() + 2 > MAX_LIVE) {
      throw new Refused("the key has " + live.size() + " certificates that count: wait");
    }
    Certificates made =
        new Certificates(
            authority.issueTls(subject, request.tlsKey(), request.addresses(), now(), time),
            authority.issueSigning(subject, now(), time));
    List<RegisterEntry> entries = new ArrayList<>(first);
    entries.add(issued(subject, RegisterEntry.Issued.TLS, made.tls()));
    entries.add(issued(subject, RegisterEntry.Issued.SIGNING, made.signing()));
    long due = now().plus(validity.overlap()).toEpochMilli();
    for (RegisterEntry.Issued each : live) {
      if (!records.isSuperseded(each.serial())) {
        entries.add(new RegisterEntry.Superseded(each.serial(), due));
      }
    }
    record(entries);
    return made;
  }

  private static RegisterEntry.Issued issued(
      Subject subject, int kind, X509Certificate certificate) {
    return new RegisterEntry.Issued(
        certificate.getSerialNumber(),
        subject,
        kind,
        certificate.getNotAfter().toInstant().toEpochMilli(),
        CertificateAuthority.idOf(certificate));
  }

  /**
   * Revokes a key with all its certificates that count; the ledger is told by the next list. A key
   * that has none is given one to be revoked by, which nobody ever sees: participants of an agency
   * have keys and no connections.
   *
   * @throws Refused if it is revoked already
   */
  public void revokeKey(PublicKey key, RevocationReason reason) throws Refused {
    guarded(
        () -> {
          requireUnrevoked(key);
          long nowMs = now().toEpochMilli();
          List<RegisterEntry> entries = new ArrayList<>();
          List<RegisterEntry.Issued> ending = new ArrayList<>(records.live(key, nowMs));
          if (ending.isEmpty()) {
            ending.add(issuedToEnd(key));
            entries.addAll(ending);
          }
          List<RevocationEntry> revoked =
              ending.stream()
                  .map(each -> new RevocationEntry(each.serial(), key, reason, true))
                  .toList();
          entries.add(new RegisterEntry.Revoked(revoked, nowMs));
          record(entries);
          return revoked;
        });
  }

  private RegisterEntry.Issued issuedToEnd(PublicKey key) {
    Subject subject =
        records.authorised(key).orElseGet(() -> new Subject(key, PeerRole.ENTITY, "key alone"));
    X509Certificate made = authority.issueSigning(subject, now(), validity.certificate());
    return issued(subject, RegisterEntry.Issued.SIGNING, made);
  }

  /**
   * Revokes one certificate and not its key.
   *
   * @throws Refused if the center did not issue it
   */
  public void revokeCertificate(BigInteger serial, RevocationReason reason) throws Refused {
    guarded(
        () -> {
          RegisterEntry.Issued found =
              records
                  .issued(serial)
                  .orElseThrow(() -> new Refused("no certificate has this serial number"));
          PublicKey key = found.subject().key();
          RevocationEntry entry = new RevocationEntry(serial, key, reason, records.isRevoked(key));
          record(List.of(new RegisterEntry.Revoked(List.of(entry), now().toEpochMilli())));
          return entry;
        });
  }

  /**
   * The next revocation list, if there is anything that the ledger did not confirm: on disk for
   * other tools, and as the operation that says what is new.
   */
  public Optional<RevokeCertificates> nextList() throws Refused {
    return guarded(
        () -> {
          revokeSuperseded();
          List<RevocationEntry> all = records.unordered();
          if (all.isEmpty()) {
            return Optional.empty();
          }
          int count = Math.min(all.size(), RevokeCertificates.MAX_ENTRIES);
          List<RevocationEntry> entries = all.subList(0, count);
          long number = records.lastNumber() + 1;
          X509CRL list =
              authority.list(number, records.revoked(), now(), now().plus(validity.list()));
          Hash hash = CertificateAuthority.hash(list);
          List<BigInteger> serials = entries.stream().map(RevocationEntry::serial).toList();
          // The number is used up before anybody sees the list.
          record(List.of(new RegisterEntry.Listed(number, hash, serials)));
          AuthorityFiles.writeList(folder, CertificateAuthority.der(list));
          return Optional.of(new RevokeCertificates(number, hash, entries));
        });
  }

  private void revokeSuperseded() throws IOException {
    long nowMs = now().toEpochMilli();
    List<RevocationEntry> entries =
        records.due(nowMs).stream()
            .map(
                each ->
                    new RevocationEntry(
                        each.serial(), each.subject().key(), RevocationReason.SUPERSEDED, false))
            .toList();
    if (!entries.isEmpty()) {
      record(List.of(new RegisterEntry.Revoked(entries, nowMs)));
    }
  }

  /** The ledger executed the list of this number. */
  public void confirm(long number) throws Refused {
    guarded(
        () -> {
          record(List.of(new RegisterEntry.Ordered(number)));
          return number;
        });
  }

  /** As what the key may enrol now. */
  public Optional<Subject> authorised(PublicKey key) {
    return looked(() -> records.authorised(key));
  }

  /** How many certificates were ever issued. */
  public int issuedCount() {
    return looked(records::issuedCount);
  }

  /** How many revocations the ledger has not confirmed yet. */
  public int unorderedCount() {
    return looked(() -> records.unordered().size());
  }

  private Instant now() {
    return clock.instant();
  }

  private void record(List<RegisterEntry> entries) throws IOException {
    file.append(entries);
    entries.forEach(records::apply);
  }

  /** What may be refused, or fail on the disk. */
  private interface Act<T> {
    T run() throws Refused, IOException;
  }

  private <T> T guarded(Act<T> act) throws Refused {
    lock.lock();
    try {
      return act.run();
    } catch (IOException e) {
      throw new Refused("the center's register cannot be written: " + e.getMessage());
    } finally {
      lock.unlock();
    }
  }

  private <T> T looked(Supplier<T> look) {
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

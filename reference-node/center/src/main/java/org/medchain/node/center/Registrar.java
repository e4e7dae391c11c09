package org.medchain.node.center;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.node.center.RegistrarLogEntry.CertificateIssued;
import org.medchain.node.center.RegistrarLogEntry.CertificateSuperseded;
import org.medchain.node.center.RegistrarLogEntry.CrlConfirmed;
import org.medchain.node.center.RegistrarLogEntry.CrlIssued;
import org.medchain.node.center.RegistrarLogEntry.InvitationCreated;
import org.medchain.node.center.RegistrarLogEntry.InvitationRedeemed;
import org.medchain.node.center.RegistrarLogEntry.KeyAuthorised;
import org.medchain.node.center.RegistrarLogEntry.MemberChangeAnswered;
import org.medchain.node.center.RegistrarLogEntry.MemberChangeDecided;
import org.medchain.node.center.RegistrarLogEntry.RevocationDecided;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/**
 * The registration authority: decides who gets certificates, and records on disk what was issued
 * and revoked (CA-2 to CA-6). It registers each certificate before it issues it. May be used by any
 * thread.
 */
public final class Registrar extends DurableRegister {
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

  /** The last list of this process that is not confirmed, until when, and the next one's lead. */
  private Optional<RevokeCertificates> pending = Optional.empty();

  private Instant pendingUntil = Instant.MIN;
  private long skipped = 1;

  /**
   * Opens the register of a folder, or begins one, until {@link #close}.
   *
   * @throws IOException if it is damaged, open already, or the disk does not take it
   */
  public Registrar(
      Path folder,
      CertificateAuthority authority,
      ValidityPeriods validity,
      InstantSource clock,
      SecureRandom random)
      throws IOException {
    super(folder);
    this.folder = folder;
    this.authority = authority;
    this.validity = validity;
    this.clock = clock;
    this.random = random;
  }

  public X509Certificate authority() {
    return authority.certificate();
  }

  /** Allows a key to request certificates of this role and name, from now on. */
  public void authorise(CertificateSubject subject) throws RefusedException {
    guarded(
        () -> {
          requireUnrevoked(subject.key());
          return record(List.of(new KeyAuthorised(subject)));
        });
  }

  /** Lets the bearer of a new secret enrol its own key with this role and name, once. */
  public Invitation invite(PeerRole role, String name) throws RefusedException {
    return guarded(
        () -> {
          byte[] secret = new byte[Invitation.SIZE];
          random.nextBytes(secret);
          Invitation invitation = new Invitation(Bytes.of(secret));
          long end = now().plus(validity.invitation()).toEpochMilli();
          record(List.of(new InvitationCreated(invitation.hash(), role, name, end)));
          return invitation;
        });
  }

  /**
   * Issues certificates for a request, if its key is authorised for just this role and name.
   *
   * @throws RefusedException with the reason
   */
  public IssuedCertificates issue(CertificateSigningRequest request) throws RefusedException {
    return signed(
        request,
        () -> {
          CertificateSubject subject = request.subject();
          Optional<CertificateSubject> known = authorised(subject.key());
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
    return signed(request, () -> issueNow(request, List.of(), validity.invitation()));
  }

  /**
   * Issues certificates for a key that the bearer of an invitation chose.
   *
   * @throws RefusedException with the reason
   */
  public IssuedCertificates redeem(Invitation invitation, CertificateSigningRequest request)
      throws RefusedException {
    return signed(
        request,
        () -> {
          CertificateSubject subject = request.subject();
          requireInvited(invitation, subject, nowMs());
          Optional<CertificateSubject> known = authorised(subject.key());
          if (known.filter(each -> !each.equals(subject)).isPresent()) {
            throw new RefusedException("the key is authorised with another role or name");
          }
          return issueNow(
              request,
              List.of(new InvitationRedeemed(invitation.hash()), new KeyAuthorised(subject)),
              validity.certificate());
        });
  }

  /** Refuses an asker without an invitation, for now and for this role and name. */
  void requireInvited(EnrollmentRequest asked) throws RefusedException {
    requireInvited(
        asked.invitation().orElseThrow(RegistrarState::notInvited),
        asked.request().subject(),
        nowMs());
  }

  /** That its key signed the request to this authority, now, and is not revoked. */
  void check(CertificateSigningRequest request) throws RefusedException {
    request.requireSigned(SCHEME, authority.id(), now());
    requireUnrevoked(request.subject().key());
  }

  /** Nothing waits for the check of a signature: it comes before the lock. */
  private IssuedCertificates signed(
      CertificateSigningRequest request, RegistrarAction<IssuedCertificates> act)
      throws RefusedException {
    check(request);
    return guarded(
        () -> {
          requireUnrevoked(request.subject().key());
          return act.run();
        });
  }

  private void requireUnrevoked(PublicKey key) throws RefusedException {
    if (isRevoked(key)) {
      throw new RefusedException("the key is revoked");
    }
  }

  private IssuedCertificates issueNow(
      CertificateSigningRequest request, List<RegistrarLogEntry> first, Duration time)
      throws RefusedException, IOException {
    CertificateSubject subject = request.subject();
    List<CertificateIssued> live = validCertificates(subject.key(), nowMs());
    if (live.size() + 2 > MAX_VALID_CERTIFICATES) {
      throw new RefusedException("the key has " + live.size() + " certificates that count: wait");
    }
    IssuedCertificates made =
        new IssuedCertificates(
            authority.issueTls(subject, request.tlsKey(), request.addresses(), now(), time),
            authority.issueSigning(subject, now(), time));
    List<RegistrarLogEntry> entries = new ArrayList<>(first);
    entries.add(CertificateIssued.of(subject, CertificateIssued.TLS, made.tls()));
    entries.add(CertificateIssued.of(subject, CertificateIssued.SIGNING, made.signing()));
    // Of another role or name: the key is not that any more. All others until they are replaced.
    live.stream()
        .filter(each -> !each.subject().equals(subject) && isCurrent(each))
        .map(this::superseded)
        .forEach(entries::add);
    record(entries);
    return made;
  }

  private RegistrarLogEntry superseded(CertificateIssued certificate) {
    long dueMs = now().plus(validity.overlap()).toEpochMilli();
    return new CertificateSuperseded(certificate.serial(), dueMs);
  }

  /**
   * A certificate is in use: its holder's earlier ones are replaced from now on, and counts for the
   * overlap yet (CA-4, CA-13). Until this, a new certificate replaces nothing: it may not have
   * arrived, or not be on its holder's disk.
   *
   * @param asks whether its holder asks for another one: then no later one is in use
   */
  public void shown(BigInteger serial, boolean asks) throws RefusedException {
    guarded(
        () -> record(replacedBy(serial, asks, nowMs()).stream().map(this::superseded).toList()));
  }

  /**
   * Revokes a key with all its certificates that count; the next list reports it to the ledger. A
   * key without a certificate gets an unpublished one, which can be revoked: participants of an
   * agency have keys and no connections.
   *
   * @param changes of the members that the ledger is to make: both are recorded, or none
   * @throws RefusedException if it is revoked already
   */
  public void revokeKey(PublicKey key, RevocationReason reason, MemberChange... changes)
      throws RefusedException {
    guarded(
        () -> {
          requireUnrevoked(key);
          long nowMs = nowMs();
          List<RegistrarLogEntry> entries = new ArrayList<>();
          List<CertificateIssued> ending = new ArrayList<>(validCertificates(key, nowMs));
          if (ending.isEmpty()) {
            ending.add(lastIssued(key));
            entries.addAll(ending);
          }
          List<RevocationEntry> revoked =
              ending.stream()
                  .map(each -> new RevocationEntry(each.serial(), key, reason, true))
                  .toList();
          entries.add(new RevocationDecided(revoked, nowMs));
          Stream.of(changes).map(MemberChangeDecided::new).forEach(entries::add);
          return record(entries);
        });
  }

  private CertificateIssued lastIssued(PublicKey key) {
    CertificateSubject subject =
        authorised(key).orElseGet(() -> new CertificateSubject(key, PeerRole.ENTITY, "key alone"));
    X509Certificate made = authority.issueSigning(subject, now(), validity.certificate());
    return CertificateIssued.of(subject, CertificateIssued.SIGNING, made);
  }

  /**
   * The next revocation list, if there is anything that the ledger did not confirm: on disk for
   * other tools, and as the operation with the new entries. While nothing comes to those it is the
   * same list, which takes no other number before half of its validity has passed.
   */
  public Optional<RevokeCertificates> nextCrl() throws RefusedException {
    return guarded(
        () -> {
          revokeSuperseded();
          List<RevocationEntry> all = unconfirmedRevocations();
          List<RevocationEntry> entries =
              all.subList(0, Math.min(all.size(), RevokeCertificates.MAX_ENTRIES));
          if (entries.isEmpty()) {
            return Optional.empty();
          }
          if (now().isAfter(pendingUntil)
              || pending.filter(each -> each.entries().equals(entries)).isEmpty()) {
            pending = Optional.of(numbered(entries));
            pendingUntil = now().plus(validity.crl().dividedBy(2));
          }
          return pending;
        });
  }

  private RevokeCertificates numbered(List<RevocationEntry> entries) throws IOException {
    long number = lastCrlNumber() + skipped;
    Bytes list = authority.issueCrl(number, crlEntries(), now(), now().plus(validity.crl()));
    Hash hash = Hash.of(list);
    List<BigInteger> serials = entries.stream().map(RevocationEntry::serial).toList();
    // The number is recorded before the list is published.
    record(List.of(new CrlIssued(number, hash, serials)));
    CertificateAuthorityFiles.writeCrl(folder, list);
    return new RevokeCertificates(number, hash, entries);
  }

  /**
   * The ledger had this number, or a higher one, before: a register that was restored from a copy
   * does not know them. The next one lies twice as far ahead.
   */
  void crlOutdated() throws RefusedException {
    guarded(
        () -> {
          skipped *= 2;
          pending = Optional.empty();
          return pending;
        });
  }

  private void revokeSuperseded() throws IOException {
    long nowMs = nowMs();
    List<RevocationEntry> entries =
        supersededAndDue(nowMs).stream()
            .map(
                each ->
                    new RevocationEntry(
                        each.serial(), each.subject().key(), RevocationReason.SUPERSEDED, false))
            .toList();
    if (!entries.isEmpty()) {
      record(List.of(new RevocationDecided(entries, nowMs)));
    }
  }

  /** The ledger executed the list of this number. */
  public void confirmCrl(long number) throws RefusedException {
    guarded(
        () -> {
          skipped = 1;
          return record(List.of(new CrlConfirmed(number)));
        });
  }

  /** The ledger has executed the order to change the members; the rest is due in its place. */
  void changeAnswered(MemberChange change, MemberChange... rest) throws RefusedException {
    List<RegistrarLogEntry> entries = new ArrayList<>();
    entries.add(new MemberChangeAnswered(change));
    Stream.of(rest).map(MemberChangeDecided::new).forEach(entries::add);
    guarded(() -> record(entries));
  }

  /** Whether a certificate of the key counts: its holder asked for it with the key's signature. */
  public boolean isCertified(PublicKey key) {
    return !validCertificates(key, nowMs()).isEmpty();
  }

  /** The time by which it decides. */
  Instant now() {
    return clock.instant();
  }

  private long nowMs() {
    return now().toEpochMilli();
  }
}

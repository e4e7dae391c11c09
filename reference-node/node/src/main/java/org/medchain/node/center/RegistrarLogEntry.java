package org.medchain.node.center;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.List;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.transport.PeerRole;

/**
 * An entry that the center must never lose (CA-5). Codes are part of the format of its register.
 */
sealed interface RegistrarLogEntry extends Encodable {
  static RegistrarLogEntry decode(Decoder in) {
    int code = in.uint8();
    return switch (code) {
      case 1 -> new KeyAuthorised(CertificateSubject.decode(in));
      case 2 ->
          new CertificateIssued(
              serial(in), CertificateSubject.decode(in), in.uint8(), in.int64(), in.hash());
      case 3 ->
          new InvitationCreated(in.hash(), CertificateSubject.role(in), in.text(), in.int64());
      case 4 -> new InvitationRedeemed(in.hash());
      case 5 -> new CertificateSuperseded(serial(in), in.int64());
      case 6 ->
          new RevocationDecided(
              in.list(RevocationEntry.MIN_SIZE, RevocationEntry::decode), in.int64());
      case 7 -> new CrlIssued(in.int64(), in.hash(), in.list(2, RegistrarLogEntry::serial));
      case 8 -> new CrlConfirmed(in.int64());
      case 9 -> new MemberChangeDecided(MemberChange.decode(in));
      case 10 -> new MemberChangeAnswered(MemberChange.decode(in));
      default -> throw new MalformedInput("no entry of a register has the code " + code);
    };
  }

  @Override
  default void encode(Encoder out) {
    switch (this) {
      case KeyAuthorised(CertificateSubject subject) -> out.uint8(1).value(subject);
      case CertificateIssued(var serial, var subject, int kind, long endMs, Hash hash) ->
          serial(out.uint8(2), serial).value(subject).uint8(kind).int64(endMs).hash(hash);
      case InvitationCreated(Hash token, PeerRole role, String name, long endMs) ->
          out.uint8(3).hash(token).uint8(CertificateSubject.roleCode(role)).text(name).int64(endMs);
      case InvitationRedeemed(Hash token) -> out.uint8(4).hash(token);
      case CertificateSuperseded(BigInteger serial, long dueMs) ->
          serial(out.uint8(5), serial).int64(dueMs);
      case RevocationDecided(List<RevocationEntry> entries, long timeMs) ->
          out.uint8(6).list(entries).int64(timeMs);
      case CrlIssued(long number, Hash hash, List<BigInteger> serials) -> {
        out.uint8(7).int64(number).hash(hash).count(serials.size());
        serials.forEach(serial -> serial(out, serial));
      }
      case CrlConfirmed(long number) -> out.uint8(8).int64(number);
      case MemberChangeDecided(MemberChange change) -> out.uint8(9).value(change);
      case MemberChangeAnswered(MemberChange change) -> out.uint8(10).value(change);
    }
  }

  private static BigInteger serial(Decoder in) {
    return RevocationEntry.serial(in.bytes());
  }

  private static Encoder serial(Encoder out, BigInteger serial) {
    return out.bytes(RevocationEntry.bytesOf(serial));
  }

  /** The subject may request certificates from now on. */
  record KeyAuthorised(CertificateSubject subject) implements RegistrarLogEntry {}

  /**
   * A certificate was issued.
   *
   * @param kind {@link #TLS} or {@link #SIGNING}
   * @param endMs its end, milliseconds of Unix time
   * @param hash of the certificate in DER
   */
  record CertificateIssued(
      BigInteger serial, CertificateSubject subject, int kind, long endMs, Hash hash)
      implements RegistrarLogEntry {
    static final int TLS = 1;
    static final int SIGNING = 2;

    /** Checks the kind. */
    public CertificateIssued {
      if (kind != TLS && kind != SIGNING) {
        throw new IllegalArgumentException("no certificate is of the kind " + kind);
      }
    }

    /** What the register notes of a certificate. */
    static CertificateIssued of(CertificateSubject subject, int kind, X509Certificate made) {
      return new CertificateIssued(
          made.getSerialNumber(),
          subject,
          kind,
          made.getNotAfter().toInstant().toEpochMilli(),
          CertificateAuthority.idOf(made));
    }
  }

  /**
   * The holder of a token may enrol once.
   *
   * @param token hash of it: the register is no place for secrets
   * @param endMs until when, milliseconds of Unix time
   */
  record InvitationCreated(Hash token, PeerRole role, String name, long endMs)
      implements RegistrarLogEntry {}

  /** The token was used. */
  record InvitationRedeemed(Hash token) implements RegistrarLogEntry {}

  /** A newer certificate took the place of this one, which counts until {@code dueMs}. */
  record CertificateSuperseded(BigInteger serial, long dueMs) implements RegistrarLogEntry {}

  /** The center decided to revoke these; to be reported to the ledger. */
  record RevocationDecided(List<RevocationEntry> entries, long timeMs)
      implements RegistrarLogEntry {}

  /** A revocation list was made that reports these to the ledger for the first time, or again. */
  record CrlIssued(long crlNumber, Hash hash, List<BigInteger> serials)
      implements RegistrarLogEntry {}

  /** Who revoked a consensus node's key wants it off the list of members, or replaced there. */
  record MemberChangeDecided(MemberChange change) implements RegistrarLogEntry {}

  /** The ledger has executed that order: it made the change, or told why it cannot. */
  record MemberChangeAnswered(MemberChange change) implements RegistrarLogEntry {}

  /** The ledger executed the list of this number. */
  record CrlConfirmed(long crlNumber) implements RegistrarLogEntry {}
}

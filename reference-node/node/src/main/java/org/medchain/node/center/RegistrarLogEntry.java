package org.medchain.node.center;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.List;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.engine.StateCodec;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.data.Codec;
import org.medchain.data.Codec.Variant;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.transport.PeerRole;

/**
 * An entry that the center must never lose (CA-5). Codes are part of the format of its register.
 */
sealed interface RegistrarLogEntry extends Encodable {
  /** A serial number. */
  Codec<BigInteger> SERIAL = Codec.BYTES.map(RevocationEntry::serial, RevocationEntry::bytesOf);

  /** A revocation. */
  Codec<RevocationEntry> REVOCATION =
      Codec.written(RevocationEntry.MIN_SIZE, RevocationEntry::decode);

  /** A change of the members. */
  Codec<MemberChange> CHANGE = Codec.written(1, StateCodec.of(MemberChange.class).reader());

  Codec<RegistrarLogEntry> CODEC =
      Codec.union(
          "entry of a register",
          entry(1, KeyAuthorised.class, CertificateSubject.CODEC),
          entry(
              2,
              CertificateIssued.class,
              SERIAL,
              CertificateSubject.CODEC,
              Codec.UINT8,
              Codec.INT64,
              Codec.HASH),
          entry(
              3,
              InvitationCreated.class,
              Codec.HASH,
              CertificateSubject.ROLE,
              Codec.TEXT,
              Codec.INT64),
          entry(4, InvitationRedeemed.class, Codec.HASH),
          entry(5, CertificateSuperseded.class, SERIAL, Codec.INT64),
          entry(6, RevocationDecided.class, REVOCATION.list(), Codec.INT64),
          entry(7, CrlIssued.class, Codec.INT64, Codec.HASH, SERIAL.list()),
          entry(8, CrlConfirmed.class, Codec.INT64),
          entry(9, MemberChangeDecided.class, CHANGE),
          entry(10, MemberChangeAnswered.class, CHANGE));

  private static <E extends Record & RegistrarLogEntry> Variant<E> entry(
      int code, Class<E> type, Codec<?>... fields) {
    return Codec.variant(code, type, Codec.of(type, fields));
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

package org.medchain.node.center;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.List;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.data.Argument;
import org.medchain.data.Code;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.transport.PeerRole;

/**
 * An entry that the center must never lose (CA-5). Codes are part of the format of its register.
 */
sealed interface RegistrarLogEntry extends Encodable {
  /** The subject may request certificates from now on. */
  @Code(1)
  record KeyAuthorised(CertificateSubject subject) implements RegistrarLogEntry {}

  /**
   * A certificate was issued.
   *
   * @param kind {@link #TLS} or {@link #SIGNING}
   * @param endMs its end, milliseconds of Unix time
   * @param hash of the certificate in DER
   */
  @Code(2)
  record CertificateIssued(
      BigInteger serial, CertificateSubject subject, int kind, long endMs, Hash hash)
      implements RegistrarLogEntry {
    static final int TLS = 1;
    static final int SIGNING = 2;

    static final Codec<CertificateIssued> CODEC =
        Codec.of(
            CertificateIssued.class,
            RevocationEntry.SERIAL,
            Codec.of(CertificateSubject.class),
            Codec.UINT8,
            Codec.INT64,
            Codec.HASH);

    public CertificateIssued {
      Argument.refuseIf(kind != TLS && kind != SIGNING, "no certificate has the kind %s", kind);
    }

    /** The register's note of a certificate. */
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
   * @param token hash of it: secrets do not belong in the register
   * @param endMs until when, milliseconds of Unix time
   */
  @Code(3)
  record InvitationCreated(Hash token, PeerRole role, String name, long endMs)
      implements RegistrarLogEntry {}

  /** The token was used. */
  @Code(4)
  record InvitationRedeemed(Hash token) implements RegistrarLogEntry {}

  /** A newer certificate took the place of this one, which counts until {@code dueMs}. */
  @Code(5)
  record CertificateSuperseded(BigInteger serial, long dueMs) implements RegistrarLogEntry {
    static final Codec<CertificateSuperseded> CODEC =
        Codec.of(CertificateSuperseded.class, RevocationEntry.SERIAL, Codec.INT64);
  }

  /** The center decided to revoke these; to be reported to the ledger. */
  @Code(6)
  record RevocationDecided(List<RevocationEntry> entries, long timeMs)
      implements RegistrarLogEntry {}

  /** A revocation list was made that reports these to the ledger for the first time, or again. */
  @Code(7)
  record CrlIssued(long crlNumber, Hash hash, List<BigInteger> serials)
      implements RegistrarLogEntry {
    static final Codec<CrlIssued> CODEC =
        Codec.of(CrlIssued.class, Codec.INT64, Codec.HASH, RevocationEntry.SERIAL.list());
  }

  /**
   * A revocation of a consensus node's key also removes it from the list of members, or replaces
   * it.
   */
  @Code(9)
  record MemberChangeDecided(MemberChange change) implements RegistrarLogEntry {}

  /** The ledger has executed that order: it made the change, or told why it cannot. */
  @Code(10)
  record MemberChangeAnswered(MemberChange change) implements RegistrarLogEntry {}

  /** The ledger executed the list of this number. */
  @Code(8)
  record CrlConfirmed(long crlNumber) implements RegistrarLogEntry {}
}

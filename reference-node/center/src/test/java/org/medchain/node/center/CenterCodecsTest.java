package org.medchain.node.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationPermissions;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.verdict.CastVote;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Ed25519;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/** CA-9: all that the center reads from others, and from its disk, is read or refused. */
class CenterCodecsTest {
  private static final PublicKey KEY = ImmediateLedger.node(0);
  private static final BigInteger SERIAL = BigInteger.valueOf(200);
  private static final CertificateSubject SUBJECT =
      new CertificateSubject(KEY, PeerRole.AGENCY, "agency");
  private static final CertificateSigningRequest REQUEST =
      CertificateSigningRequest.signed(
          new Ed25519(),
          Hash.ZERO,
          TestCenter.ledger("node 0"),
          SUBJECT,
          Identity.generateTlsKeys(TestCenter.RANDOM).getPublic(),
          List.of("localhost", "::1"),
          5);
  private static final Invitation INVITATION = new Invitation(Hash.MAX.toBytes());
  private static final CertificateAuthority AUTHORITY =
      CertificateAuthority.create(
          "a", TestCenter.START, java.time.Duration.ofDays(1), TestCenter.RANDOM);

  /** A value and how it is read. */
  record Sample(Encodable value, Function<Decoder, ? extends Encodable> reader) {}

  private static Sample enrolment(Optional<Invitation> invitation, boolean keysByCenter) {
    return new Sample(
        new EnrollmentRequest(REQUEST, invitation, keysByCenter), EnrollmentRequest::decode);
  }

  private static HandedOverKey handedOver() {
    IssuedCertificates issued =
        new IssuedCertificates(AUTHORITY.certificate(), AUTHORITY.certificate());
    try {
      return HandedOverKey.of(TestCenter.ledger("made"), TestCenter.ledger("center"), KEY, issued);
    } catch (RefusedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Sample order(CenterRequest order) {
    return new Sample(order, Codec.of(CenterRequest.class)::decode);
  }

  private static Sample ledger(Operation operation) {
    return order(new CenterRequest.LedgerRequest(operation));
  }

  private static Sample entry(RegistrarLogEntry entry) {
    return new Sample(entry, Codec.of(RegistrarLogEntry.class)::decode);
  }

  private static final List<Sample> SAMPLES =
      List.of(
          new Sample(SUBJECT, Codec.of(CertificateSubject.class)::decode),
          new Sample(REQUEST, Codec.of(CertificateSigningRequest.class)::decode),
          enrolment(Optional.empty(), false),
          enrolment(Optional.of(INVITATION), false),
          enrolment(Optional.empty(), true),
          enrolment(Optional.of(INVITATION), true),
          new Sample(handedOver(), Codec.of(HandedOverKey.class)::decode),
          new Sample(
              new IssuedCertificates(AUTHORITY.certificate(), AUTHORITY.certificate()),
              IssuedCertificates.CODEC::decode),
          order(
              new CenterRequest.AuthoriseKeyRequest(
                  SUBJECT, Optional.of(new Participant(SUBJECT.key(), Role.HOSPITAL)))),
          order(new CenterRequest.AuthoriseKeyRequest(SUBJECT, Optional.empty())),
          order(new CenterRequest.InvitationRequest(PeerRole.ENTITY, "x")),
          ledger(new ChangeMembers(new MemberChange.Add(KEY, Role.RESEARCH))),
          order(
              new CenterRequest.RevokeKeyRequest(
                  KEY, RevocationReason.KEY_COMPROMISE, Optional.of(ImmediateLedger.node(1)))),
          order(new CenterRequest.PublishCrlRequest()),
          ledger(new FreezeAccount(KEY)),
          ledger(new CastVote(Hash.MAX, true)),
          order(
              new CenterRequest.ReplaceKeyRequest(
                  KEY, ImmediateLedger.node(1), RevocationReason.SUPERSEDED)),
          ledger(new AppointDelegate(KEY, ImmediateLedger.node(2), 17)),
          entry(new RegistrarLogEntry.KeyAuthorised(SUBJECT)),
          entry(new RegistrarLogEntry.CertificateIssued(SERIAL, SUBJECT, 2, 7, Hash.MAX)),
          entry(new RegistrarLogEntry.InvitationCreated(Hash.MAX, PeerRole.ENTITY, "x", 9)),
          entry(new RegistrarLogEntry.InvitationRedeemed(Hash.MAX)),
          entry(new RegistrarLogEntry.CertificateSuperseded(SERIAL, 9)),
          entry(
              new RegistrarLogEntry.RevocationDecided(
                  List.of(new RevocationEntry(SERIAL, KEY, RevocationReason.UNSPECIFIED, true)),
                  4)),
          entry(new RegistrarLogEntry.CrlIssued(3, Hash.MAX, List.of(SERIAL))),
          entry(new RegistrarLogEntry.CrlConfirmed(3)),
          entry(new RegistrarLogEntry.MemberChangeDecided(new MemberChange.Remove(KEY))),
          entry(new RegistrarLogEntry.MemberChangeAnswered(new MemberChange.Remove(KEY))));

  @Provide
  Arbitrary<Sample> samples() {
    return Arbitraries.of(SAMPLES);
  }

  /** CON-43, ROLE-8: nobody is registered as what runs no such node, and with its key. */
  @Example
  void aNodeIsRunForWhoMayRunIt() {
    for (PeerRole peer : PeerRole.values()) {
      for (Role role : OperationPermissions.PARTICIPANT.roles()) {
        boolean may =
            switch (peer) {
              case CONSENSUS_NODE -> role.has(Role.Duty.CONSENSUS);
              case FOLLOWING_NODE -> role.has(Role.Duty.KEEP_LEDGER);
              default -> true;
            };
        Participant participant = Participant.of(KEY, role, ImmediateLedger.node(1));
        CertificateSubject subject = new CertificateSubject(KEY, peer, "it");
        ThrowingCallable authorising =
            () -> new CenterRequest.AuthoriseKeyRequest(subject, Optional.of(participant));
        if (may) {
          assertThatNoException().isThrownBy(authorising);
        } else {
          assertThatIllegalArgumentException().isThrownBy(authorising);
        }
      }
    }
  }

  @Property(seed = "51", tries = 60)
  void whatIsWrittenIsRead(@ForAll("samples") Sample sample) {
    assertThat(Decoder.decode(sample.value.encoded(), sample.reader)).isEqualTo(sample.value);
  }

  @Property(seed = "52", tries = 3000)
  void whatIsChangedIsReadAsItselfOrRefused(
      @ForAll("samples") Sample sample, @ForAll int where, @ForAll byte what, @ForAll boolean cut) {
    byte[] bytes = sample.value.encoded().toArray();
    int at = Math.floorMod(where, bytes.length);
    bytes[at] = what;
    Bytes changed = cut ? Bytes.of(bytes).slice(0, at) : Bytes.of(bytes);
    readsAsItselfOrIsRefused(sample, changed);
  }

  @Property(seed = "53", tries = 2000)
  void anyBytesAreReadAsThemselvesOrRefused(
      @ForAll("samples") Sample sample, @ForAll byte[] bytes) {
    readsAsItselfOrIsRefused(sample, Bytes.of(bytes));
  }

  private static void readsAsItselfOrIsRefused(Sample sample, Bytes bytes) {
    try {
      assertThat(Decoder.decode(bytes, sample.reader).encoded()).isEqualTo(bytes);
    } catch (MalformedInput expected) {
      assertThat(expected).hasMessageMatching("(?s).+");
    }
  }
}

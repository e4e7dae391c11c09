package org.medchain.node.center;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.medchain.contract.MemberChange;
import org.medchain.contract.RevocationEntry;
import org.medchain.contract.RevocationReason;
import org.medchain.contract.Role;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Ed25519;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.PeerRole;

/** CA-9: all that the center reads from others, and from its disk, is read or refused. */
class CenterCodecsTest {
  private static final PublicKey KEY = FakeLedger.node(0);
  private static final BigInteger SERIAL = BigInteger.valueOf(200);
  private static final Subject SUBJECT = new Subject(KEY, PeerRole.AGENCY, "agency");
  private static final CertificateRequest REQUEST =
      CertificateRequest.signed(
          new Ed25519(),
          Hash.ZERO,
          TestCenter.ledger("node 0"),
          SUBJECT,
          TlsKey.draw(TestCenter.RANDOM).getPublic(),
          List.of("localhost", "::1"),
          5);
  private static final Invitation INVITATION = new Invitation(Hash.MAX.toBytes());
  private static final CertificateAuthority AUTHORITY =
      CertificateAuthority.create(
          "a", TestCenter.START, java.time.Duration.ofDays(1), TestCenter.RANDOM);

  /** A value and how it is read. */
  record Sample(Encodable value, Function<Decoder, ? extends Encodable> reader) {}

  private static Sample order(CenterOrder order) {
    return new Sample(order, CenterOrder::decode);
  }

  private static Sample entry(RegisterEntry entry) {
    return new Sample(entry, RegisterEntry::decode);
  }

  private static final List<Sample> SAMPLES =
      List.of(
          new Sample(SUBJECT, Subject::decode),
          new Sample(REQUEST, CertificateRequest::decode),
          new Sample(new EnrollmentQuestion(REQUEST, Optional.empty()), EnrollmentQuestion::decode),
          new Sample(
              new EnrollmentQuestion(REQUEST, Optional.of(INVITATION)), EnrollmentQuestion::decode),
          new Sample(
              new Certificates(AUTHORITY.certificate(), AUTHORITY.certificate()),
              Certificates::decode),
          order(new CenterOrder.Authorise(SUBJECT, Optional.of(Role.HOSPITAL))),
          order(new CenterOrder.Authorise(SUBJECT, Optional.empty())),
          order(new CenterOrder.Invite(PeerRole.ENTITY, "x")),
          order(new CenterOrder.ChangeMember(new MemberChange.Add(KEY))),
          order(
              new CenterOrder.RevokeKey(
                  KEY, RevocationReason.KEY_COMPROMISE, Optional.of(FakeLedger.node(1)))),
          order(new CenterOrder.RevokeCertificate(SERIAL, RevocationReason.SUPERSEDED)),
          order(new CenterOrder.Publish()),
          entry(new RegisterEntry.Authorised(SUBJECT)),
          entry(new RegisterEntry.Issued(SERIAL, SUBJECT, 2, 7, Hash.MAX)),
          entry(new RegisterEntry.Invited(Hash.MAX, PeerRole.ENTITY, "x", 9)),
          entry(new RegisterEntry.Redeemed(Hash.MAX)),
          entry(new RegisterEntry.Superseded(SERIAL, 9)),
          entry(
              new RegisterEntry.Revoked(
                  List.of(new RevocationEntry(SERIAL, KEY, RevocationReason.UNSPECIFIED, true)),
                  4)),
          entry(new RegisterEntry.Listed(3, Hash.MAX, List.of(SERIAL))),
          entry(new RegisterEntry.Ordered(3)));

  @Provide
  Arbitrary<Sample> samples() {
    return Arbitraries.of(SAMPLES);
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

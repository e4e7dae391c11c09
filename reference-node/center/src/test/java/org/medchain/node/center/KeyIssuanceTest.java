package org.medchain.node.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Ed25519;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcMethod;

/** REG-7: keys that the center makes, on their way and in its hands. */
@Tag("process")
class KeyIssuanceTest {
  private static final KeyPair RECIPIENT = TestCenter.ledger("recipient");
  private static final KeyPair OTHER = TestCenter.ledger("other");
  private static final char[] PASSPHRASE = "horse battery".toCharArray();

  @TempDir private Path folder;
  private TestCenter files;
  private char[] passphrase = TestCenter.NO_PASSPHRASE;

  /** All that went over the connection. */
  private final List<Bytes> wire = new ArrayList<>();

  /** The change of replies on their way. */
  private UnaryOperator<Bytes> onTheWay = UnaryOperator.identity();

  @BeforeEach
  void open() throws Exception {
    files = TestCenter.in(folder.resolve("center"));
  }

  @AfterEach
  void close() throws Exception {
    files.close();
  }

  private final class Wire implements RpcClient {
    @Override
    public List<Peer> peers() {
      PublicKey center = ImmediateLedger.CENTER.publicKey();
      return List.of(new Peer(center, PeerRole.REGULATORY_CENTER, BigInteger.ONE));
    }

    @Override
    public CompletableFuture<Bytes> call(PublicKey peer, RpcMethod topic, Bytes question) {
      wire.add(question);
      try {
        Bytes answer = answer(question);
        wire.add(answer);
        return CompletableFuture.completedFuture(onTheWay.apply(answer));
      } catch (RefusedException e) {
        return CompletableFuture.failedFuture(e);
      }
    }
  }

  private Bytes answer(Bytes question) throws RefusedException {
    var service =
        EnrollmentService.of(files.registrar, files.keys(passphrase), new SimpleMeterRegistry());
    Peer asker = new Peer(ImmediateLedger.key("x"), PeerRole.LIGHT_CLIENT, BigInteger.TWO);
    return service.handle(asker, question);
  }

  private CompletableFuture<Identity> asked(KeyPair recipient, Optional<Invitation> invitation) {
    return new EnrollmentClient(
            new Wire(), files.authority.certificate(), files.clock, TestCenter.RANDOM)
        .enroll(
            recipient,
            new EnrollmentClient.Enrollment(PeerRole.ENTITY, "it", List.of(), invitation, true));
  }

  private Invitation invitation() throws RefusedException {
    return files.registrar.invite(PeerRole.ENTITY, "it");
  }

  private Identity handedOver() throws Exception {
    return asked(RECIPIENT, Optional.of(invitation())).join();
  }

  private void refused(CompletableFuture<Identity> reply, String reason) {
    assertThatThrownBy(reply::join)
        .hasCauseInstanceOf(RefusedException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void theKeysAreTheCertifiedOnesAndTheCopyIsThem() throws Exception {
    Identity made = handedOver();
    assertThat(made.subject().key()).isEqualTo(made.ledger().publicKey());
    assertThat(made.ledger()).isNotEqualTo(RECIPIENT);
    Path copy = folder.resolve("center/escrow").resolve(RECIPIENT.publicKey().value().toHex());
    assertThat(CredentialFiles.readLedgerKeys(copy, passphrase)).isEqualTo(made.ledger());
    try (Stream<Path> all = Files.walk(folder.resolve("center/escrow"))) {
      for (Path each : all.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
            .isEqualTo(Files.isDirectory(each) ? "rwx------" : "rw-------");
      }
    }
  }

  @Test
  void theCopyIsUnderTheCentersPassphrase() throws Exception {
    passphrase = PASSPHRASE;
    KeyPair made = handedOver().ledger();
    Path copy = folder.resolve("center/escrow").resolve(RECIPIENT.publicKey().value().toHex());
    assertThat(CredentialFiles.readLedgerKeys(copy, PASSPHRASE)).isEqualTo(made);
    assertThatThrownBy(() -> CredentialFiles.readLedgerKeys(copy, TestCenter.NO_PASSPHRASE))
        .hasMessageContaining("passphrase");
  }

  /** No eight bytes of a private key, of the center's copy or of its wrapping key, go in clear. */
  @Test
  void noPartOfAPrivateKeyIsOnTheWire() throws Exception {
    for (int i = 0; i < 20; i++) {
      KeyPair recipient = Identity.generateLedgerKeys(TestCenter.RANDOM);
      wire.clear();
      KeyPair made = asked(recipient, Optional.of(invitation())).join().ledger();
      assertThat(wire).hasSize(2);
      String sent = wire.get(0).toHex() + "/" + wire.get(1).toHex();
      assertThat(sent).contains(made.publicKey().value().toHex());
      for (KeyPair each : List.of(made, recipient)) {
        String secret = each.secretKey().value().toHex();
        for (int at = 0; at + 16 <= secret.length(); at += 2) {
          assertThat(sent).doesNotContain(secret.substring(at, at + 16));
        }
      }
    }
  }

  @Test
  void anotherCannotOpenWhatWasHandedOver() throws Exception {
    KeyPair made = handedOver().ledger();
    HandedOverKey handed = Decoder.decode(wire.get(1), Codec.of(HandedOverKey.class)::decode);
    PublicKey center = ImmediateLedger.CENTER.publicKey();
    assertThat(handed.open(RECIPIENT, center)).isEqualTo(made);
    for (KeyPair each : List.of(OTHER, ImmediateLedger.CENTER, made)) {
      assertThatThrownBy(() -> handed.open(each, center)).isInstanceOf(RefusedException.class);
    }
    assertThatThrownBy(() -> handed.open(RECIPIENT, OTHER.publicKey()))
        .hasMessageContaining("not the certified one");
    HandedOverKey swapped =
        HandedOverKey.of(OTHER, ImmediateLedger.CENTER, RECIPIENT.publicKey(), handed.issued());
    assertThatThrownBy(() -> swapped.open(RECIPIENT, center))
        .hasMessageContaining("not the certified one");
    HandedOverKey byAnother = HandedOverKey.of(made, OTHER, RECIPIENT.publicKey(), handed.issued());
    assertThatThrownBy(() -> byAnother.open(RECIPIENT, center))
        .isInstanceOf(RefusedException.class);
  }

  /**
   * Changed, a reply gives no identity, or the one that it gave before: no signature covers how a
   * certificate names its own scheme.
   */
  @Test
  void aChangedReplyIsRefused() throws Exception {
    KeyPair made = handedOver().ledger();
    int refused = 0;
    int replies = 0;
    int length = wire.get(1).size();
    for (int at = 0; at < length; at += at < 200 ? 1 : 17) {
      int where = at;
      onTheWay =
          answer -> {
            byte[] bytes = answer.toArray();
            bytes[Math.min(where, bytes.length - 1)] ^= 1;
            return Bytes.of(bytes);
          };
      wire.clear();
      CompletableFuture<Identity> reply =
          asked(RECIPIENT, Optional.of(new Invitation(Bytes.of(new byte[32]))));
      replies++;
      if (reply.isCompletedExceptionally()) {
        refused++;
      } else {
        assertThat(reply.join().ledger()).as("byte " + at).isEqualTo(made);
      }
      files.clock.pass(Duration.ofDays(1)); // certificates end, so that more may be issued
    }
    assertThat(refused).isGreaterThan(replies * 9 / 10);
  }

  /** Lost replies: the same keys again, without an invitation, and after a restart. */
  @Test
  void anInterruptedHandOverGivesTheSameKeys() throws Exception {
    Invitation invitation = invitation();
    onTheWay = answer -> Bytes.of(new byte[0]);
    refused(asked(RECIPIENT, Optional.of(invitation)), "cannot be read");
    onTheWay = UnaryOperator.identity();
    KeyPair made = asked(RECIPIENT, Optional.empty()).join().ledger();
    assertThat(asked(RECIPIENT, Optional.of(invitation)).join().ledger()).isEqualTo(made);
    files = files.again();
    assertThat(asked(RECIPIENT, Optional.empty()).join().ledger()).isEqualTo(made);
  }

  /** The copy was forced and the register was not: the invitation still counts, with these keys. */
  @Test
  void keysThatWereMadeAndNotCertifiedAreTheOnesThatAre() throws Exception {
    KeyPair made = Identity.generateLedgerKeys(TestCenter.RANDOM);
    String name = RECIPIENT.publicKey().value().toHex();
    CredentialFiles.writeLedgerKeys(
        files.folder.resolve("escrow").resolve(name), made, passphrase, TestCenter.RANDOM);
    refused(asked(RECIPIENT, Optional.empty()), "no such invitation");
    assertThat(handedOver().ledger()).isEqualTo(made);
  }

  @Test
  void onlyTheInvitedGetKeysOnceAndInTime() throws Exception {
    refused(asked(RECIPIENT, Optional.empty()), "no such invitation");
    refused(asked(RECIPIENT, Optional.of(new Invitation(Bytes.of(new byte[32])))), "no such");
    Invitation of = files.registrar.invite(PeerRole.ENTITY, "another");
    refused(asked(RECIPIENT, Optional.of(of)), "another role or name");
    assertThat(folder.resolve("center/escrow")).as("nothing was made").doesNotExist();
    Invitation late = invitation();
    Invitation good = invitation();
    asked(RECIPIENT, Optional.of(good)).join();
    refused(asked(OTHER, Optional.of(good)), "no such invitation");
    files.clock.pass(Duration.ofDays(2));
    refused(asked(OTHER, Optional.of(late)), "no such invitation");
  }

  /** CA-2: a reply to a request that was heard opens for nobody else, and not for long. */
  @Test
  void aReplayedRequestIsOfNoUse() throws Exception {
    KeyPair made = handedOver().ledger();
    Bytes heard = wire.get(0);
    HandedOverKey again = Decoder.decode(answer(heard), Codec.of(HandedOverKey.class)::decode);
    assertThat(again.open(RECIPIENT, ImmediateLedger.CENTER.publicKey())).isEqualTo(made);
    files.clock.pass(Registrar.REQUEST_WINDOW.plusSeconds(1));
    assertThatThrownBy(() -> answer(heard)).hasMessageContaining("another time");
  }

  /** A request that names a recipient but is not signed by it makes nothing. */
  @Test
  void aRequestInAnothersNameIsRefused() throws Exception {
    CertificateSubject victim =
        new CertificateSubject(RECIPIENT.publicKey(), PeerRole.ENTITY, "it");
    CertificateSigningRequest forged =
        CertificateSigningRequest.signed(
            new Ed25519(),
            files.authority.id(),
            OTHER,
            victim,
            Identity.generateTlsKeys(TestCenter.RANDOM).getPublic(),
            List.of(),
            files.clock.millis());
    Bytes question = new EnrollmentRequest(forged, Optional.of(invitation()), true).encoded();
    assertThatThrownBy(() -> answer(question)).hasMessageContaining("did not sign");
    assertThat(folder.resolve("center/escrow")).doesNotExist();
  }
}

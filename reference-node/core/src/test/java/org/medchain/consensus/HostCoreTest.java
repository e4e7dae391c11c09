package org.medchain.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.OutputInterpreterTest.KEYS;
import static org.medchain.consensus.OutputInterpreterTest.PEER;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.data.Transaction;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;
import org.medchain.network.RejectionReason;
import org.medchain.network.Screening;

/** CONS-15, NET-7: what a host gives a replica from outside, in which order, and what it drops. */
class HostCoreTest {
  private static final TestSignatures SCHEME = new TestSignatures();
  private static final Authenticator AUTHENTICATOR =
      new Authenticator(Hash.ZERO, SCHEME, new MessageRegistry(PbftMessages.all()));
  private static final Message MESSAGE = OutputInterpreterTest.message(1);
  private static final Envelope SIGNED = Envelope.seal(SCHEME, Hash.ZERO, KEYS, MESSAGE);

  private final List<Input> taken = new ArrayList<>();
  private Screening screening = new Screening.Needed();
  private long nowNs;

  private final HostCore core =
      new HostCore(
          new Replica() {
            @Override
            public List<Output> step(Input input) {
              throw new AssertionError("the host's own steps come between");
            }

            @Override
            public Screening screen(PublicKey sender, Message message) {
              return screening(sender, message);
            }
          },
          () -> ++nowNs,
          taken::add);

  private Screening screening(PublicKey sender, Message message) {
    assertThat(sender).isEqualTo(KEYS.publicKey());
    assertThat(message).isEqualTo(MESSAGE);
    return screening;
  }

  @Test
  void theLogComesFirstThenTheStartThenThePeersThatHadALink() {
    core.reachable(PEER);
    core.reachable(KEYS.publicKey());
    core.reachable(PEER);
    assertThat(core.hasStarted()).isFalse();
    assertThat(taken).isEmpty();

    List<Bytes> log = List.of(Bytes.utf8("entry"));
    core.start(log);
    core.reachable(PEER);
    assertThat(core.hasStarted()).isTrue();
    assertThat(taken)
        .containsExactly(
            new Input.Recovered(1, log),
            new Input.Started(2),
            new Input.PeerReachable(3, PEER),
            new Input.PeerReachable(4, KEYS.publicKey()),
            new Input.PeerReachable(5, PEER));
  }

  private Optional<AuthenticationResult> authenticated() {
    return core.authenticate(screen -> AUTHENTICATOR.authenticate(SIGNED, screen));
  }

  /** Whether the host knows the result for another node already makes no difference. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theReplicaScreensBeforeASignatureCounts(boolean isKnown) {
    assertThat(judged(isKnown)).get().isInstanceOf(AuthenticationResult.Verified.class);
    screening = new Screening.Unneeded();
    assertThat(judged(isKnown)).isEmpty();
    screening = new Screening.Unsound(RejectionReason.INVALID, "why");
    assertThat(judged(isKnown))
        .contains(
            new AuthenticationResult.Rejected(KEYS.publicKey(), RejectionReason.INVALID, "why"));
  }

  private Optional<AuthenticationResult> judged(boolean isKnown) {
    return isKnown
        ? HostCore.screened(
            AUTHENTICATOR, SIGNED, AUTHENTICATOR.authenticate(SIGNED), this::screening)
        : authenticated();
  }

  @Test
  void whatIsRefusedForAllNodesIsScreenedFirst() {
    Envelope forged = new Envelope(SIGNED.code(), SIGNED.sender(), SIGNED.body(), Signature.NONE);
    AuthenticationResult known = AUTHENTICATOR.authenticate(forged);
    assertThat(HostCore.screened(AUTHENTICATOR, forged, known, this::screening)).contains(known);
    screening = new Screening.Unneeded();
    assertThat(HostCore.screened(AUTHENTICATOR, forged, known, this::screening)).isEmpty();
  }

  /** Its codes are for this node, and were checked. */
  @Test
  void aMessageWithCodesIsNotScreened() {
    screening = new Screening.Unneeded();
    AuthenticationResult known = AUTHENTICATOR.authenticate(SIGNED);
    Envelope coded = new Envelope(Envelope.MAC_CODE, KEYS.publicKey(), Bytes.EMPTY, Signature.NONE);
    assertThat(HostCore.screened(AUTHENTICATOR, coded, known, this::screening)).contains(known);
  }

  @Test
  void aSignedRequestIsSubmitted() {
    Transaction transaction = Transaction.signed(SCHEME, Hash.ZERO, KEYS, 1, 1, Bytes.EMPTY);
    Envelope request = Envelope.seal(SCHEME, Hash.ZERO, KEYS, new Request(transaction));
    AuthenticationResult verified = AUTHENTICATOR.authenticate(request);
    Envelope coded = new Envelope(Envelope.MAC_CODE, KEYS.publicKey(), Bytes.EMPTY, Signature.NONE);
    AuthenticationResult other = AUTHENTICATOR.authenticate(SIGNED);
    AuthenticationResult refused =
        new AuthenticationResult.Rejected(PEER, RejectionReason.INVALID, "why");

    core.receive(request, verified);
    core.receive(coded, verified);
    core.receive(SIGNED, other);
    core.receive(request, refused);
    assertThat(taken)
        .containsExactly(
            new Input.RequestSubmitted(1, transaction),
            Input.of(2, coded, verified),
            Input.of(3, SIGNED, other),
            Input.of(4, request, refused));
  }
}

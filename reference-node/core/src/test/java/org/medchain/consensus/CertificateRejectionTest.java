package org.medchain.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;

/** CONS-7, CONS-13, CONS-9: defects that only these checks refuse. */
class CertificateRejectionTest {
  private static final TestSignatures SCHEME = new TestSignatures();
  private static final KeyPair ALICE = ConsensusTestChain.keys(SCHEME, "alice");
  private static final long PAUSE_NS = 500;

  private static PublicKey node(int number) {
    return ConsensusTestChain.keys(SCHEME, "node " + number).publicKey();
  }

  private static Transaction request() {
    return Transaction.signed(SCHEME, Hash.ZERO, ALICE, 1, 1, Bytes.utf8("synthetic record"));
  }

  private static QuorumCertificate certificate(int... signers) {
    List<SignedVote> votes =
        Arrays.stream(signers)
            .mapToObj(each -> new SignedVote(node(each), Signature.NONE))
            .toList();
    return new QuorumCertificate(0, 1, Hash.ZERO, votes);
  }

  /** CONS-7: one encoding proves one thing: no vote in it is superfluous. */
  @Test
  void everyVoteOfACertificateCounts() {
    List<PublicKey> keys = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      keys.add(node(i));
    }
    Membership members = new Membership(keys);
    assertThat(certificate(0, 1, 2).suffices(members)).isTrue();
    assertThat(certificate(0, 1, 2, 3).suffices(members)).isTrue();
    assertThat(certificate(0, 1).suffices(members)).isFalse();
    assertThat(certificate(0, 1, 2, 2).suffices(members)).as("one votes twice").isFalse();
    assertThat(certificate(0, 1, 2, 4).suffices(members)).as("a stranger votes").isFalse();
  }

  @Test
  void aCertificateIsOfAViewAndAHeightThatThereAre() {
    assertThatCode(() -> new QuorumCertificate(0, 0, Hash.ZERO, List.of()))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> new QuorumCertificate(-1, 0, Hash.ZERO, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new QuorumCertificate(0, -1, Hash.ZERO, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** CONS-9: an envelope vouches for its own sender's request only. */
  @Test
  void aRequestInAnothersEnvelopeIsRefused() {
    Transaction request = request();
    Envelope own = Request.envelope(request);
    assertThat(Request.transaction(own)).isEqualTo(request);
    Envelope others = new Envelope(own.code(), node(1), own.body(), own.signature());
    assertThatThrownBy(() -> Request.transaction(others)).isInstanceOf(MalformedInput.class);
  }

  /** CONS-13: no rejection is sent for something that no client waits for. */
  @Test
  void onlyOpenRequestsAreRefused() {
    Outbox outbox = new Outbox();
    OutstandingRequests open = new OutstandingRequests(PAUSE_NS, outbox);
    RejectionCounter refusals = new RejectionCounter(open, outbox);
    RequestRejection refusal = RequestRejection.of(request().id(), "full");
    refusals.add(node(0), refusal, 1);
    assertThat(outbox.drain()).isEmpty();
    open.submit(request());
    outbox.drain();
    refusals.add(node(0), refusal, 1);
    assertThat(outbox.drain()).containsExactly(new Output.Refused(request().request(), "full"));
  }
}

package org.medchain.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.medchain.Refusals.assertMalformed;
import static org.medchain.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.consensus.pow.WorkCertificate;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.HeaderFields;
import org.medchain.data.KeyPair;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.Signature;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;

/** CONS-7, CONS-9, CONS-13: what a certificate names and counts, and what is refused. */
class CertificateTest {
  private static final long HEIGHT = 7;

  private static final TestSignatures SCHEME = new TestSignatures();

  private static final KeyPair ALICE = ConsensusTestChain.keys(SCHEME, "alice");

  private static final long PAUSE_NS = 500;

  static final int KEYS = 8;

  private static Header header() {
    Hash any = Hash.of(Bytes.utf8("any"));
    return HeaderFields.at(HEIGHT)
        .previous(any)
        .timeMs(ConsensusTestChain.GENESIS_MS)
        .stateRoot(any)
        .receiptsRoot(MerkleTree.EMPTY_ROOT)
        .difficulty(Difficulty.ofCoefficient(2))
        .made();
  }

  @Test
  void bothKindsNameTheirBlock() {
    Header header = header();
    for (Certificate certificate :
        List.of(
            new WorkCertificate(header),
            new QuorumCertificate(0, HEIGHT, header.hash(), List.of()))) {
      assertThat(certificate.height()).isEqualTo(HEIGHT);
      assertThat(certificate.block()).isEqualTo(header.hash());
    }
  }

  /** A third party needs only the header. */
  @Test
  void workConvincesUnderItsTargetOnly() {
    Membership members = new Membership(List.of());
    for (int counter = 0; counter < 20; counter++) {
      Header header = header().with(new RandomString(0, counter));
      boolean isMet = header.difficulty().isMetBy(header.hash());
      assertThat(new WorkCertificate(header).suffices(members)).isEqualTo(isMet);
      assertThat(new WorkCertificate(header).attestations()).isEmpty();
    }
  }

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
    assertRefused(() -> new QuorumCertificate(-1, 0, Hash.ZERO, List.of()));
    assertRefused(() -> new QuorumCertificate(0, -1, Hash.ZERO, List.of()));
  }

  /** CONS-9: an envelope vouches for its own sender's request only. */
  @Test
  void aRequestInAnothersEnvelopeIsRefused() {
    Transaction request = request();
    Envelope own = Request.envelope(request);
    assertThat(Request.transaction(own)).isEqualTo(request);
    Envelope others = new Envelope(own.code(), node(1), own.body(), own.signature());
    assertMalformed(() -> Request.transaction(others));
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

  private static PublicKey key(int number) {
    return new PublicKey(Hash.of(Bytes.utf8("key " + number)).toBytes());
  }

  private static Membership members(int from, int count) {
    return new Membership(
        IntStream.range(from, from + count).mapToObj(CertificateTest::key).toList());
  }

  private static boolean plainly(List<Integer> signers, int from, int count) {
    return new HashSet<>(signers).size() == signers.size()
        && signers.stream().allMatch(each -> from <= each && each < from + count);
  }

  @Property(seed = "20326")
  void theAnswerIsThatOfPlainSetsHoweverOftenItIsAsked(
      @ForAll @Size(max = 6) List<@IntRange(max = KEYS - 1) Integer> signers,
      @ForAll @Size(min = 1, max = 6) List<@IntRange(max = KEYS - 1) Integer> starts) {
    List<SignedVote> plain =
        signers.stream().map(each -> new SignedVote(key(each), Signature.NONE)).toList();
    SignedVotes votes = SignedVotes.copyOf(plain);
    assertThat(votes).isEqualTo(plain).hasSameHashCodeAs(plain);
    assertThat(SignedVotes.copyOf(votes)).isSameAs(votes);
    for (int start : starts) {
      Membership members = members(start, KEYS / 2);
      for (int asked = 0; asked < 2; asked++) {
        assertThat(votes.areOfDifferent(members)).isEqualTo(plainly(signers, start, KEYS / 2));
      }
    }
  }
}

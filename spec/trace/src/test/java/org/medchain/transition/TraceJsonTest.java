package org.medchain.transition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** TRACE-2: lines are as {@code spec/trace-format.md} says, all keys in one order. */
class TraceJsonTest {
  private static final Hash BLOCK = Hash.fromHex("3cc9e54c0be1d2f7".repeat(4));
  private static final Hash PARENT = Hash.fromHex("9a41f00d7c3b5e18".repeat(4));
  private static final Hash MESSAGE = Hash.fromHex("e07b19c3da5f8820".repeat(4));

  private final PublicKey zero = key("zero");
  private final PublicKey one = key("one");
  private final PublicKey two = key("two");
  private final TraceJson text = new TraceJson(List.of(zero, one, two));

  private static PublicKey key(String name) {
    return new TestSignatures().keyPair(Hash.of(Bytes.utf8(name)).toBytes()).publicKey();
  }

  @Test
  void theFirstLineHasTheMembers() {
    assertThat(text.head("pbft", List.of(0, 1), List.of(1), 2, 4, PARENT))
        .isEqualTo(
            "{\"trace\":2,\"protocol\":\"pbft\",\"nodes\":3,\"members\":[0,1],\"faulty\":[1],"
                + "\"window\":2,\"interval\":4,\"genesis\":\"9a41f00d7c3b5e18\"}");
  }

  @Test
  void whatDoesNotApplyIsNull() {
    Transition ignored = Transition.named("Ignore").causedBy("started", Optional.empty());
    assertThat(text.line(7, 2, ignored))
        .isEqualTo(
            "{\"n\":7,\"node\":2,\"action\":\"Ignore\",\"input\":\"started\",\"sender\":null,"
                + "\"message\":null,\"view\":null,\"height\":null,\"block\":null,\"parent\":null,"
                + "\"certificates\":[],\"proofs\":[],\"requests\":[]}");
  }

  @Test
  void certificatesAndProofsAreWrittenWhole() {
    TransitionEvidence prepared =
        new TransitionEvidence(
            TransitionEvidence.EvidenceKind.PREPARED,
            3,
            5,
            Optional.of(BLOCK),
            Optional.of(PARENT),
            List.of(two, zero));
    String certificate =
        "{\"kind\":\"prepared\",\"view\":3,\"height\":5,\"block\":\"3cc9e54c0be1d2f7\","
            + "\"parent\":\"9a41f00d7c3b5e18\",\"voters\":[0,2]}";
    Transition entered =
        Transition.named("EnterView")
            .ofMessage(MESSAGE)
            .inView(4)
            .forBlock(5, BLOCK)
            .onParent(PARENT)
            .withEvidence(List.of(prepared))
            .withProofs(List.of(new Transition.TransitionProof(one, PARENT, List.of(prepared))))
            .causedBy("e07b19c3da5f8820", Optional.of(one));

    assertThat(text.line(1, 0, entered))
        .isEqualTo(
            "{\"n\":1,\"node\":0,\"action\":\"EnterView\",\"input\":\"e07b19c3da5f8820\","
                + "\"sender\":1,\"message\":\"e07b19c3da5f8820\",\"view\":4,\"height\":5,"
                + "\"block\":\"3cc9e54c0be1d2f7\",\"parent\":\"9a41f00d7c3b5e18\","
                + "\"certificates\":["
                + certificate
                + "],\"proofs\":[{\"sender\":1,\"message\":\"9a41f00d7c3b5e18\",\"certificates\":["
                + certificate
                + "]}],\"requests\":[]}");
  }

  /** A vote counted twice has to be seen, so voters stand there as often as they were counted. */
  @Test
  void votersAreNotMadeDifferent() {
    TransitionEvidence twice =
        new TransitionEvidence(
            TransitionEvidence.EvidenceKind.DECIDED,
            0,
            1,
            Optional.of(BLOCK),
            Optional.empty(),
            List.of(one, one));
    assertThat(text.line(1, 0, Transition.named("Decide").withEvidence(List.of(twice))))
        .contains("\"voters\":[1,1]");
  }

  /** A client is no node. */
  @Test
  void aSenderThatIsNoNodeIsNotNamed() {
    Transition received = Transition.named("Ignore").causedBy("x", Optional.of(key("client")));
    assertThat(text.line(1, 0, received)).contains("\"sender\":null");
  }
}

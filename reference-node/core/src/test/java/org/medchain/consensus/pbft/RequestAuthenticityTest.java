package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.ClientAuthentication;
import org.medchain.consensus.Request;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.RequestId;
import org.medchain.data.Signature;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;

/** PBFT-25: whose word a replica takes for a request that its sender did not sign. */
class RequestAuthenticityTest {
  private final TestCommittee committee = new TestCommittee(4, 2);
  private final Transaction signed = committee.request("alice", 1);
  private final Transaction unsigned = unsigned("a synthetic record");
  private final PbftState state = committee.state(committee.with(ClientAuthentication.MAC), 3);

  private static Transaction unsigned(String body) {
    RequestId name = new RequestId(TestCommittee.client("bob").publicKey(), 1);
    return Transaction.unsigned(name, 1, Bytes.utf8(body));
  }

  private Block block(Transaction... requests) {
    return committee.child(committee.genesis(), requests);
  }

  private boolean vouched(Transaction... requests) {
    return state.requestAuthenticity.isAuthenticated(new Slot(block(requests)));
  }

  @Test
  void anUnsignedRequestIsRefusedWhereSignaturesAreAgreedOn() {
    RequestAuthenticity strict =
        committee.state(committee.with(ClientAuthentication.SIGNATURE), 3).requestAuthenticity;
    assertThat(strict.fault(signed)).isEmpty();
    assertThat(strict.fault(unsigned)).contains("the request is not signed");
    assertThat(strict.fault(block(signed))).isEmpty();
    assertThat(strict.fault(block(signed, unsigned))).contains("the request is not signed");
    assertThat(state.requestAuthenticity.fault(unsigned)).isEmpty();
    assertThat(state.requestAuthenticity.fault(block(signed, unsigned))).isEmpty();
  }

  /** PBFT-26: a request that changes the state must be signed; others need no signature. */
  @Test
  void onlyOpaqueOperationsOfSessionsDoWithoutASignature() {
    RequestAuthenticity sessions =
        committee.state(committee.with(ClientAuthentication.SESSION_MAC), 3).requestAuthenticity;
    RequestId name = unsigned.request();
    for (int kind = 0; kind < 256; kind++) {
      Transaction request = Transaction.unsigned(name, kind, Bytes.EMPTY);
      boolean opaque = kind >= 128;
      assertThat(sessions.fault(request).isEmpty()).as("kind %s", kind).isEqualTo(opaque);
      assertThat(sessions.fault(block(signed, request)).isEmpty()).isEqualTo(opaque);
    }
    assertThat(sessions.fault(signed)).isEmpty();
  }

  @Test
  void locallyCheckedRequestsAreAuthentic() {
    assertThat(vouched(signed)).isTrue();
    assertThat(vouched(unsigned)).isFalse();
    state.pool.add(unsigned);
    assertThat(vouched(unsigned)).isTrue();
    assertThat(vouched(signed, unsigned)).isTrue();
    Transaction otherBody = unsigned("another record");
    assertThat(vouched(otherBody)).as("of the same name").isFalse();
    assertThat(vouched(signed, otherBody)).isFalse();
  }

  /** f + 1 votes for this block in this view, the primary's proposal among them. */
  @Test
  void enoughVotesForTheBlockVouchForIt() {
    Block block = block(unsigned);
    state.prepares.add(1, 1, committee.key(2), block.hash(), Signature.NONE);
    state.prepares.add(0, 1, committee.key(1), block(signed).hash(), Signature.NONE);
    assertThat(vouched(unsigned)).as("another view, another block").isFalse();
    state.prepares.add(0, 1, committee.key(2), block.hash(), Signature.NONE);
    assertThat(vouched(unsigned)).as("f = 1").isTrue();
  }

  /** A block that the new view demands had a quorum's votes; no other one at its height has. */
  @Test
  void whatTheNewViewDemandsIsVouchedFor() {
    PreparedCertificate prepared = committee.prepared(0, block(unsigned), 0, 1, 2);
    ViewChange change = new ViewChange(1, committee.emptyChange(1).decided(), List.of(prepared));
    state.view = 1;
    state.newViewChain = NewViewChain.of(List.of(change));
    assertThat(vouched(unsigned)).isTrue();
    assertThat(vouched(unsigned("another record"))).isFalse();
    Block above = committee.child(block(unsigned), unsigned);
    assertThat(state.requestAuthenticity.isAuthenticated(new Slot(above))).as("above it").isFalse();
  }

  private static Transaction numbered(long sequence) {
    RequestId name = new RequestId(TestCommittee.client("bob").publicKey(), sequence);
    return Transaction.unsigned(name, 1, Bytes.utf8("a synthetic record"));
  }

  @Test
  void onlyTheLastMissingRequestCompletesAProposal() {
    Slot slot = new Slot(block(signed, numbered(1), numbered(2), numbered(3)));
    assertThat(state.requestAuthenticity.isAuthenticated(slot)).isFalse();
    for (long each : new long[] {3, 1}) {
      state.pool.add(numbered(each));
      assertThat(state.requestAuthenticity.completesAuthentication(slot, numbered(each)))
          .as("%s", each)
          .isFalse();
    }
    assertThat(slot.firstUnauthenticated()).contains(numbered(2));
    assertThat(state.requestAuthenticity.completesAuthentication(slot, numbered(2)))
        .as("not taken")
        .isFalse();
    state.pool.add(numbered(2));
    assertThat(state.requestAuthenticity.completesAuthentication(slot, numbered(1)))
        .as("another one")
        .isFalse();
    assertThat(state.requestAuthenticity.completesAuthentication(slot, numbered(2))).isTrue();
    assertThat(state.requestAuthenticity.completesAuthentication(slot, numbered(2)))
        .as("once")
        .isFalse();
    state.pool.remove(numbered(1).request());
    assertThat(state.requestAuthenticity.isAuthenticated(slot))
        .as("what was believed stays so")
        .isTrue();
  }

  private Envelope macs(Transaction request) {
    return new Envelope(
        Envelope.MAC_CODE, request.request().sender(), Bytes.utf8("codes"), Signature.NONE);
  }

  /** PBFT-12: a request is passed on with the codes that came with it, for others to check. */
  @Test
  void aWaitingRequestIsPassedOnAsItsSenderSentIt() {
    state.pool.add(unsigned);
    state.pool.retain(unsigned.request(), macs(unsigned));
    assertThat(state.pool.envelope(unsigned)).isEqualTo(macs(unsigned));
    state.pool.retain(signed.request(), macs(signed));
    assertThat(state.pool.envelope(signed)).isEqualTo(Request.envelope(signed));
  }

  /** PBFT-24: MACs are kept only for waiting requests, and only well-formed ones. */
  @Test
  void onlyTheCodesOfWaitingRequestsAreKept() {
    state.pool.retain(unsigned.request(), macs(unsigned));
    assertThat(state.pool.envelope(unsigned)).isEqualTo(Request.envelope(unsigned));
    state.pool.add(unsigned);
    Envelope plain = committee.seal(committee.keys(1), new Request(unsigned));
    state.pool.retain(unsigned.request(), plain);
    assertThat(state.pool.envelope(unsigned)).isEqualTo(Request.envelope(unsigned));
    state.pool.retain(unsigned.request(), macs(unsigned));
    state.pool.remove(unsigned.request());
    state.pool.add(signed);
    state.pool.retain(signed.request(), macs(signed));
    assertThat(state.pool.envelope(unsigned))
        .as("executed: forgotten when the next one comes")
        .isEqualTo(Request.envelope(unsigned));
  }

  /** PBFT-24: a client may put thousands of codes around a small request. */
  @Test
  void keptEnvelopesAreBoundedInBytes() {
    Bytes codes = Bytes.of(new byte[100_000]);
    long limit = state.parameters.batch().waitingBytes();
    int kept = 0;
    for (int i = 1; i <= 50; i++) {
      Transaction request = numbered(i);
      state.pool.add(request);
      Envelope envelope =
          new Envelope(Envelope.MAC_CODE, request.request().sender(), codes, Signature.NONE);
      state.pool.retain(request.request(), envelope);
      state.pool.retain(request.request(), envelope);
      boolean isKept = state.pool.envelope(request).equals(envelope);
      kept += isKept ? 1 : 0;
      assertThat(isKept).as("envelope %s", i).isEqualTo(i * (long) envelope.size() <= limit);
    }
    assertThat(kept).isBetween(1, 49);
    state.pool.removeIf(request -> true);
    Transaction next = numbered(51);
    state.pool.add(next);
    Envelope last = new Envelope(Envelope.MAC_CODE, next.request().sender(), codes, Signature.NONE);
    state.pool.retain(next.request(), last);
    state.pool.retain(next.request(), last);
    assertThat(state.pool.envelope(next)).as("the others wait no more").isEqualTo(last);
  }
}

package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Request;
import org.medchain.consensus.RequestProof;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.RequestId;
import org.medchain.data.Signature;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;

/** PBFT-25: whose word a replica takes for a request that its sender did not sign. */
class AuthenticityTest {
  private final Committee committee = new Committee(4, 2);
  private final Transaction signed = committee.request("alice", 1);
  private final Transaction unsigned = unsigned("a synthetic record");
  private final PbftState state = state(RequestProof.MAC);

  private static Transaction unsigned(String body) {
    RequestId name = new RequestId(Committee.client("bob").publicKey(), 1);
    return Transaction.unsigned(name, 1, Bytes.utf8(body));
  }

  private PbftState state(RequestProof proof) {
    PbftParameters usual = committee.parameters;
    PbftParameters parameters =
        new PbftParameters(
            usual.chain(),
            usual.batch(),
            usual.viewTimeoutNs(),
            usual.retransmitNs(),
            usual.poolCapacity(),
            usual.checkpointInterval(),
            proof);
    return new PbftState(parameters, committee.members, committee.key(3));
  }

  private Block block(Transaction... requests) {
    return committee.child(committee.chain.genesis(), committee.genesisRoots(), requests);
  }

  private boolean vouched(Transaction... requests) {
    return state.authenticity.vouched(new Slot(block(requests)));
  }

  /** Where signatures are agreed on, neither a request nor a block is taken without. */
  @Test
  void anUnsignedRequestIsRefusedWhereSignaturesAreAgreedOn() {
    Authenticity strict = state(RequestProof.SIGNATURE).authenticity;
    assertThat(strict.fault(signed)).isEmpty();
    assertThat(strict.fault(unsigned)).contains("the request is not signed");
    assertThat(strict.fault(block(signed))).isEmpty();
    assertThat(strict.fault(block(signed, unsigned))).contains("the request is not signed");
    assertThat(state.authenticity.fault(unsigned)).isEmpty();
    assertThat(state.authenticity.fault(block(signed, unsigned))).isEmpty();
  }

  /** PBFT-26: what changes something has to be signed, whatever else may do without. */
  @Test
  void onlyOpaqueOperationsOfSessionsDoWithoutASignature() {
    Authenticity sessions = state(RequestProof.SESSION_MAC).authenticity;
    RequestId name = unsigned.request();
    for (int kind = 0; kind < 256; kind++) {
      Transaction request = Transaction.unsigned(name, kind, Bytes.EMPTY);
      boolean opaque = kind >= 128;
      assertThat(sessions.fault(request).isEmpty()).as("kind %s", kind).isEqualTo(opaque);
      assertThat(sessions.fault(block(signed, request)).isEmpty()).isEqualTo(opaque);
    }
    assertThat(sessions.fault(signed)).isEmpty();
  }

  /** A signature speaks for itself; else the very request must have been checked here. */
  @Test
  void whatWasCheckedHereIsBelieved() {
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
    ViewChange change = new ViewChange(1, committee.emptyChange(1).stable(), List.of(prepared));
    state.view = 1;
    state.demanded = Optional.of(NewViewChain.of(List.of(change)));
    assertThat(vouched(unsigned)).isTrue();
    assertThat(vouched(unsigned("another record"))).isFalse();
    Block above = committee.child(block(unsigned), committee.genesisRoots(), unsigned);
    assertThat(state.authenticity.vouched(new Slot(above))).as("above it").isFalse();
  }

  private static Transaction numbered(long sequence) {
    RequestId name = new RequestId(Committee.client("bob").publicKey(), sequence);
    return Transaction.unsigned(name, 1, Bytes.utf8("a synthetic record"));
  }

  /** A waiting proposal is looked at again when the last of its requests has come, not before. */
  @Test
  void onlyTheLastMissingRequestCompletesAProposal() {
    Slot slot = new Slot(block(signed, numbered(1), numbered(2), numbered(3)));
    assertThat(state.authenticity.vouched(slot)).isFalse();
    for (long each : new long[] {3, 1}) {
      state.pool.add(numbered(each));
      assertThat(state.authenticity.completes(slot, numbered(each))).as("%s", each).isFalse();
    }
    assertThat(slot.firstDoubted()).contains(numbered(2));
    assertThat(state.authenticity.completes(slot, numbered(2))).as("not taken").isFalse();
    state.pool.add(numbered(2));
    assertThat(state.authenticity.completes(slot, numbered(1))).as("another one").isFalse();
    assertThat(state.authenticity.completes(slot, numbered(2))).isTrue();
    assertThat(state.authenticity.completes(slot, numbered(2))).as("once").isFalse();
    state.pool.remove(numbered(1).request());
    assertThat(state.authenticity.vouched(slot)).as("what was believed stays so").isTrue();
  }

  private Envelope macs(Transaction request) {
    return new Envelope(
        Envelope.MAC_CODE, request.request().sender(), Bytes.utf8("codes"), Signature.NONE);
  }

  /** PBFT-12: a request is passed on with the codes that came with it, for others to check. */
  @Test
  void aWaitingRequestIsPassedOnAsItsSenderSentIt() {
    state.pool.add(unsigned);
    state.authenticity.keep(unsigned, macs(unsigned));
    assertThat(state.authenticity.envelope(unsigned)).isEqualTo(macs(unsigned));
    state.authenticity.keep(signed, macs(signed));
    assertThat(state.authenticity.envelope(signed)).isEqualTo(Request.envelope(signed));
  }

  /** PBFT-24: no codes are kept of what does not wait, nor what is no codes. */
  @Test
  void onlyTheCodesOfWaitingRequestsAreKept() {
    state.authenticity.keep(unsigned, macs(unsigned));
    assertThat(state.authenticity.envelope(unsigned)).isEqualTo(Request.envelope(unsigned));
    state.pool.add(unsigned);
    Envelope plain = committee.seal(committee.keys(1), new Request(unsigned));
    state.authenticity.keep(unsigned, plain);
    assertThat(state.authenticity.envelope(unsigned)).isEqualTo(Request.envelope(unsigned));
    state.authenticity.keep(unsigned, macs(unsigned));
    state.pool.remove(unsigned.request());
    state.pool.add(signed);
    state.authenticity.keep(signed, macs(signed));
    assertThat(state.authenticity.envelope(unsigned))
        .as("executed: forgotten when the next one comes")
        .isEqualTo(Request.envelope(unsigned));
  }
}

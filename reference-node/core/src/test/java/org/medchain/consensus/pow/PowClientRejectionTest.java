package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertRefused;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.KeyPair;
import org.medchain.data.Transaction;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.MessageRegistry;

/** CONS-10 at a proof-of-work client: its result when nodes refuse its request. */
class PowClientRejectionTest {
  private static final long DELAY_NS = 500;

  private final PowFixture fixture = new PowFixture(1, PowFixture.EASY, new TestSignatures());
  private final Authenticator authenticator =
      new Authenticator(
          fixture.chain.chain(), fixture.scheme, new MessageRegistry(PowMessages.all()));
  private final Transaction request = fixture.request("alice", 1);

  private PowClientSession session(int nodes, int confirmations) {
    return new PowClientSession(
        fixture.parameters(confirmations), PowTestNode.members(fixture, nodes), DELAY_NS);
  }

  private List<Output> refuse(PowClientSession session, String node) {
    KeyPair keys = fixture.keys(node);
    RequestRejection refusal = RequestRejection.of(request.id(), "too many wait");
    Envelope envelope = Envelope.seal(fixture.scheme, fixture.chain.chain(), keys, refusal);
    AuthenticationResult.Verified verified =
        (AuthenticationResult.Verified) authenticator.authenticate(envelope);
    return session.step(new Input.MessageReceived(0, verified));
  }

  /** More than half of the nodes: then it is not one full pool, and the user is told once. */
  @Example
  void theRejectionIsReportedWhenMostNodesRefuse() {
    for (int nodes : new int[] {4, 5, 7}) {
      PowClientSession session = session(nodes, 1);
      session.step(new Input.RequestSubmitted(0, request));
      int most = nodes / 2 + 1;
      for (int node = 0; node < nodes; node++) {
        List<Output> outputs = refuse(session, "node " + node);
        if (node + 1 == most) {
          assertThat(outputs)
              .containsExactly(new Output.Refused(request.request(), "too many wait"));
        } else {
          assertThat(outputs).as("%d of %d", node + 1, nodes).isEmpty();
        }
        assertThat(refuse(session, "node " + node)).as("again").isEmpty();
      }
    }
  }

  /** Strangers refuse nothing, and a request that did not come as it was signed is returned. */
  @Example
  void whoIsNoNodeIsNotListenedTo() {
    PowClientSession session = session(4, 1);
    session.step(new Input.RequestSubmitted(0, request));
    Output.Reject stranger =
        new Output.Reject(fixture.keys("stranger").publicKey(), "not a reply of a node");
    assertThat(refuse(session, "stranger")).containsExactly(stranger);
    Output.Reject broken = new Output.Reject(fixture.keys("node 1").publicKey(), "bad signature");
    assertThat(
            session.step(
                new Input.MessageRejected(
                    0,
                    broken.sender(),
                    RequestRejection.TYPE.code(),
                    broken.kind(),
                    broken.reason())))
        .containsExactly(broken);
  }

  /** POW-20: one confirmation, the block itself, is the least. */
  @Example
  void aBlockHasOneConfirmationAtLeast() {
    assertThat(session(4, 1).step(new Input.RequestSubmitted(0, request))).isNotEmpty();
    assertRefused(() -> session(4, 0));
  }
}

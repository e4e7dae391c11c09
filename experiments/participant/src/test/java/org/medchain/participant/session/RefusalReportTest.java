package org.medchain.participant.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.pbft.PbftClientSession;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.contract.Operations;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Transaction;
import org.medchain.network.Authenticator;
import org.medchain.network.Membership;
import org.medchain.network.MessageRegistry;

/** PROC-4: what the client's own session makes of refusals (CONS-13) ends a command. */
class RefusalReportTest {
  private static final Ed25519 SCHEME = new Ed25519();

  private final List<KeyPair> nodes = Stream.of(1, 2, 3, 4).map(RefusalReportTest::keys).toList();
  private final PbftClientSession session =
      new PbftClientSession(new Membership(nodes.stream().map(KeyPair::publicKey).toList()), 1_000);
  private final Authenticator authenticator =
      new Authenticator(Hash.ZERO, SCHEME, new MessageRegistry(PbftMessages.all()));
  private final RefusalReport report = new RefusalReport();

  private static KeyPair keys(int number) {
    byte[] seed = new byte[32];
    seed[0] = (byte) number;
    return SCHEME.keyPair(Bytes.of(seed));
  }

  private void refuse(int node, Transaction request) {
    RequestRejection refusal = new RequestRejection(request.id(), "no");
    session
        .step(new Input.MessageReceived(0, authenticator.seal(nodes.get(node), refusal)))
        .forEach(
            each -> {
              if (each instanceof Output.Reject reject) {
                report.add(reject.reason());
              }
            });
  }

  @Test
  void twoOfFourNodesRefuseAndOneTwiceDoesNot() {
    Transaction request = new Operations(SCHEME, Hash.ZERO, keys(9)).balance(1);
    List<Output> sent = session.step(new Input.RequestSubmitted(0, request));
    assertThat(sent).isNotEmpty();
    CompletableFuture<String> refused = report.begin();
    refuse(0, request);
    refuse(0, request);
    report.add("not a reply of a replica");
    assertThat(refused).isNotDone();
    assertThat(report.last()).contains("not a reply of a replica");
    refuse(1, request);
    assertThat(refused).isCompletedWithValue("no");
    assertThat(report.begin()).isNotDone();
    assertThat(report.last()).isEmpty();
  }
}

package org.medchain.node.light;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.contract.engine.Role;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.node.admission.CallKind;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.ledger.TestRpcClient;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.turns.VirtualClock;

/** LIGHT-13: peers in turns, by a clock of the test's own. */
class PeerTurnsTest {
  private static final long TIMEOUT_MS = 10_000;
  private static final long FIRST_MS = TIMEOUT_MS / 20;
  private static final long LATER_MS = TIMEOUT_MS / 10;
  private static final long NEVER = Long.MAX_VALUE;

  @TempDir Path folder;

  private final TestLedger ledger = new TestLedger(4);
  private final VirtualClock clock = new VirtualClock();
  private final List<PeerMisbehaviour> lies = new ArrayList<>();
  private final Map<PublicKey, Long> delays = new HashMap<>();
  private final List<RpcMethod> delayed = new ArrayList<>();
  private TestRpcClient nodes;

  @BeforeEach
  void grow() {
    ledger.order(ledger.upload(1));
    ledger.order(ledger.upload(2));
    nodes = new TestRpcClient(TestLedger.peer(ledger.patient.publicKey(), PeerRole.LIGHT_CLIENT));
  }

  /** Nodes of these numbers are connected. */
  private LightClient client(int... numbers) throws IOException {
    for (int number : numbers) {
      nodes.honest(ledger.at(number));
    }
    RpcClient asker =
        new RpcClient() {
          @Override
          public List<Peer> peers() {
            return nodes.peers();
          }

          @Override
          public CompletableFuture<Bytes> call(PublicKey peer, RpcMethod topic, Bytes question) {
            long delay = delays.getOrDefault(peer, 0L);
            if (delay == 0) {
              return nodes.call(peer, topic, question);
            }
            delayed.add(topic);
            CompletableFuture<Bytes> reply = new CompletableFuture<>();
            if (delay != NEVER) {
              clock.after(delay, () -> reply.complete(nodes.call(peer, topic, question).join()));
            }
            return reply;
          }
        };
    LightStore store = new LightStore(folder.resolve("client"), ledger.genesis, ledger.check());
    return new LightClient(store, asker, clock, TIMEOUT_MS, lies::add);
  }

  private void delay(int number, long ms) {
    delays.put(ledger.at(number).keys().publicKey(), ms);
  }

  private void assertKnowsThePatient(LightClient client) throws RefusedException {
    assertThat(client.entry(Registration.roleEntry(ledger.patient.publicKey())).value())
        .contains(Role.PATIENT);
  }

  @Test
  void oneThatIsSilentCostsOneTurnOfAWholeConversation() throws IOException, RefusedException {
    LightClient client = client(0, 1, 2, 3);
    delay(0, NEVER);
    for (int i = 0; i < 5; i++) {
      assertThat(client.sync()).isEqualTo(ledger.at(1).height());
      assertKnowsThePatient(client);
    }
    assertThat(clock.nowMs()).isEqualTo(FIRST_MS);
    assertThat(delayed).containsExactly(CallKind.EPOCHS.method());
    assertThat(lies).isEmpty();
  }

  /** Two of which one may lie: the silent one is waited for, since it may know more. */
  @Test
  void oneThatIsSilentIsNotLeftOutWhereTooFewReply() throws IOException {
    LightClient client = client(0, 1);
    delay(0, NEVER);
    assertThat(client.sync()).isEqualTo(ledger.at(1).height());
    assertThat(delayed).containsExactly(CallKind.EPOCHS.method(), CallKind.HEADERS.method());
  }

  @Test
  void aSlowReplyCountsThoughOthersWereAskedMeanwhile() throws IOException, RefusedException {
    LightClient client = client(0, 1, 2, 3);
    assertThat(client.sync()).isEqualTo(ledger.at(0).height());
    long slowMs = FIRST_MS + LATER_MS + 1;
    for (int i = 0; i < 4; i++) {
      delay(i, slowMs);
    }
    long before = clock.nowMs();
    assertKnowsThePatient(client);
    assertThat(clock.nowMs() - before).isEqualTo(slowMs);
    assertThat(delayed).as("one after the other was asked").hasSize(3);
  }

  /** From a node that is behind to one that is not, each of them slow. */
  @Test
  void slowNodesAreFollowedToTheirHead() throws IOException {
    LightClient client = client(0, 1, 2, 3);
    for (int i = 0; i < 4; i++) {
      delay(i, FIRST_MS + 1);
    }
    assertThat(client.sync()).isEqualTo(ledger.at(0).height());
    assertThat(lies).isEmpty();
  }

  @Test
  void whereAllAreSilentTheLastOneHasAllOfTheTime() throws IOException {
    LightClient client = client(0, 1, 2, 3);
    assertThat(client.sync()).isEqualTo(ledger.at(0).height());
    for (int i = 0; i < 4; i++) {
      delay(i, NEVER);
    }
    assertThatThrownBy(() -> client.acceptance(new RequestId(ledger.patient.publicKey(), 1)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("no reply in its part of 10000 ms");
    assertThat(clock.nowMs()).isEqualTo(FIRST_MS + 2 * LATER_MS + TIMEOUT_MS);
    assertThat(delayed).hasSize(4);
  }
}

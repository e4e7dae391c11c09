package org.medchain.node.agency.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.DefaultEventLoop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.pbft.PbftClientSession;
import org.medchain.contract.registration.AskBalance;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Envelope;
import org.medchain.node.agency.ClientRequestRouter;
import org.medchain.node.agency.FakePeerLink;
import org.medchain.node.agency.NearestAgencySelector;
import org.medchain.node.host.SessionHost;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/** ROLE-3, AGENCY-3: one client for many senders counts what replicas signed. */
class AgencyClientTest {
  private static final long RETRANSMIT_NS = 50_000_000;

  private final TestLedger ledger = new TestLedger(4);
  private final DefaultEventLoop loop = new DefaultEventLoop();
  private final Map<PublicKey, FakePeerLink> links = new LinkedHashMap<>();
  private final List<String> refusals = new ArrayList<>();
  private final AgencyClient client;
  private final ClientRequestRouter route;

  AgencyClientTest() {
    for (int i = 0; i < 4; i++) {
      PublicKey key = ledger.node(i).publicKey();
      links.put(key, new FakePeerLink(key, PeerRole.CONSENSUS_NODE));
    }
    route =
        new ClientRequestRouter(
            new NearestAgencySelector(NearestAgencySelector.SelectionSettings.DEFAULT),
            key -> Optional.ofNullable(links.get(key)),
            links::values,
            System::nanoTime);
    client =
        new AgencyClient(
            loop,
            new PbftClientSession(ledger.genesis.membership(), RETRANSMIT_NS),
            ledger.authenticator,
            new SessionHost.SessionNetwork(route::broadcast, route::send),
            2,
            (who, why) -> refusals.add(why));
  }

  @AfterEach
  void close() {
    client.close();
    var unused = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  /** Sent requests reach the replicas, and their answers the client, until it is content. */
  private Output.Accepted await(CompletableFuture<Output.Accepted> future) throws Exception {
    long end = System.nanoTime() + 30_000_000_000L;
    while (!future.isDone() && System.nanoTime() < end) {
      links.forEach((key, link) -> link.take().forEach(envelope -> arrive(key, envelope)));
      ledger.order();
      for (TestLedger.DeliveredReply told : ledger.takeReplies()) {
        Envelope reply =
            Envelope.seal(ledger.scheme, ledger.genesis.chain(), told.by(), told.reply().message());
        client.received(links.get(told.by().publicKey()), reply);
      }
      Thread.sleep(2);
    }
    return future.get(5, TimeUnit.MINUTES);
  }

  private void arrive(PublicKey node, Envelope envelope) {
    ledger.all().stream()
        .filter(each -> each.keys().publicKey().equals(node))
        .forEach(
            each -> {
              if (ledger.authenticator.authenticate(envelope)
                  instanceof AuthenticationResult.Verified verified) {
                each.give(new Input.MessageReceived(1_600_000_001_000_000_000L, verified));
              }
            });
  }

  @Test
  void requestsOfManySendersGetReplies() throws Exception {
    assertThat(await(client.submit(ledger.upload(1))).receipt().succeeded()).isTrue();
    Transaction balance = ledger.next(ledger.doctor, new AskBalance());
    assertThat(await(client.submit(balance)).receipt().succeeded()).isTrue();
    Transaction read = ledger.next(ledger.hospital, new AskBalance());
    assertThat(await(client.read(read)).receipt().succeeded()).isTrue();
  }

  /** The agency swallows everything: a request that is sent again goes to all nodes. */
  @Test
  void aSilentAgencyDelaysAndDoesNotStop() throws Exception {
    FakePeerLink silent =
        new FakePeerLink(ledger.scheme.named("agency").publicKey(), PeerRole.CONSENSUS_NODE);
    links.put(silent.peer().key(), silent);
    loop.submit(() -> route.agencyAccepted(silent.peer().key())).get(5, TimeUnit.MINUTES);
    assertThat(await(client.submit(ledger.upload(1))).receipt().succeeded()).isTrue();
    assertThat(route.agency()).isEmpty();
  }

  @Test
  void openRequestsAreBounded() throws Exception {
    CompletableFuture<Output.Accepted> first = client.submit(ledger.upload(1));
    Transaction twice = ledger.upload(2);
    CompletableFuture<Output.Accepted> second = client.submit(twice);
    assertRefused(client.submit(ledger.upload(3)), "2 requests are open");
    await(first);
    await(second);
    CompletableFuture<Output.Accepted> third = client.submit(ledger.upload(4));
    client.close();
    assertRefused(third, "closed");
  }

  /** CONS-8: after an outage, a request that nobody waits for any more is not ordered. */
  @Test
  void whatIsGivenUpIsSentNoMore() throws Exception {
    CompletableFuture<Output.Accepted> late = client.submit(ledger.upload(1));
    CompletableFuture<Output.Accepted> cancelled = client.submit(ledger.upload(2));
    loop.submit(() -> {}).get(5, TimeUnit.MINUTES);
    late.orTimeout(1, TimeUnit.MILLISECONDS);
    assertThatThrownBy(() -> late.get(5, TimeUnit.MINUTES))
        .hasRootCauseInstanceOf(TimeoutException.class);
    cancelled.cancel(false);
    loop.submit(() -> {}).get(5, TimeUnit.MINUTES);
    links.values().forEach(FakePeerLink::take); // the outage
    Transaction next = ledger.next(ledger.doctor, new AskBalance());
    assertThat(await(client.submit(next)).height()).isEqualTo(1);
  }

  /** CONS-13: two of four nodes refuse, and the waiting caller is told at once. */
  @Test
  void aRefusalEndsTheWait() throws Exception {
    Transaction request = ledger.upload(1);
    CompletableFuture<Output.Accepted> future = client.submit(request);
    for (int node = 0; node < 2; node++) {
      assertThat(future).isNotDone();
      KeyPair keys = ledger.node(node);
      RequestRejection refusal = new RequestRejection(request.id(), "no");
      Envelope told = Envelope.seal(ledger.scheme, ledger.genesis.chain(), keys, refusal);
      client.received(links.get(keys.publicKey()), told);
    }
    assertRefused(future, "no");
  }

  private static void assertRefused(CompletableFuture<?> future, String why) {
    assertThatThrownBy(() -> future.get(5, TimeUnit.MINUTES))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(RefusedException.class)
        .hasMessageContaining(why);
  }
}

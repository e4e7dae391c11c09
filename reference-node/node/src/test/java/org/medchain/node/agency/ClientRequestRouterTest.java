package org.medchain.node.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Example;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.node.admission.AdmissionOutcome;
import org.medchain.node.admission.AdmissionTable;
import org.medchain.node.admission.CallKind;
import org.medchain.node.admission.PeerStanding;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcMethod;

/** AGENCY-5: to the nearest agency, and past it when it does not deliver. */
class ClientRequestRouterTest {
  private final TestLedger ledger = new TestLedger(4);
  private final Map<PublicKey, FakePeerLink> links = new LinkedHashMap<>();
  private final NearestAgencySelector nearest =
      new NearestAgencySelector(new NearestAgencySelector.SelectionSettings(3, 100, 20, 1_000_000));
  private final AtomicLong nowNs = new AtomicLong();
  private final ClientRequestRouter route =
      new ClientRequestRouter(
          nearest, key -> Optional.ofNullable(links.get(key)), links::values, nowNs::get);

  ClientRequestRouterTest() {
    for (int i = 0; i < 4; i++) {
      PublicKey key = ledger.node(i).publicKey();
      links.put(key, new FakePeerLink(key, PeerRole.CONSENSUS_NODE));
    }
    nearest.connected(links.keySet(), 0);
  }

  private FakePeerLink link(int node) {
    return links.get(ledger.node(node).publicKey());
  }

  private Envelope request(int number) {
    return TestAgency.request(ledger.upload(number));
  }

  @Example
  void withoutAnAgencyEveryNodeIsSentTo() {
    Envelope request = request(1);
    route.broadcast(request);
    links.values().forEach(each -> assertThat(each.take()).containsExactly(request));
  }

  /** A request that an agency swallows reaches the nodes all the same; the agency has a rest. */
  @Example
  void whatIsSentAgainGoesToAll() {
    nearest.measured(ledger.node(2).publicKey(), 10, 0);
    nearest.measured(ledger.node(3).publicKey(), 5_000, 0);
    route.agencyAccepted(ledger.node(2).publicKey());
    Envelope request = request(1);
    route.broadcast(request);
    link(2).take();
    route.broadcast(request);
    links.values().forEach(each -> assertThat(each.take()).containsExactly(request));
    assertThat(route.agency()).isEmpty();
    assertThat(nearest.current()).contains(ledger.node(3).publicKey());
  }

  @Example
  void disconnectedAgencyIsBypassed() {
    route.agencyAccepted(ledger.node(2).publicKey());
    link(2).close("gone");
    Envelope request = request(1);
    route.broadcast(request);
    assertThat(link(0).take()).containsExactly(request);
    assertThat(route.agency()).isEmpty();
    links.values().forEach(FakePeerLink::take);
    route.agencyAccepted(ledger.node(1).publicKey());
    route.send(ledger.stranger.publicKey(), request);
    assertThat(link(1).take()).containsExactly(request);
    route.send(ledger.node(3).publicKey(), request);
    assertThat(link(3).take()).contains(request);
  }

  /** Chooses over questions and answers; asks to be served, and thanks the one it leaves. */
  @Example
  void theProbeSelectsAndSwitches() throws Exception {
    Map<PublicKey, ServedClientRegistry> services = new LinkedHashMap<>();
    links.keySet().forEach(key -> services.put(key, new ServedClientRegistry(10)));
    KeyPair self = ledger.patient;
    Peer own = TestLedger.peer(self.publicKey(), PeerRole.ENTITY);
    RpcClient asker =
        new RpcClient() {
          @Override
          public List<Peer> peers() {
            return links.values().stream().map(FakePeerLink::peer).toList();
          }

          @Override
          public CompletableFuture<Bytes> call(PublicKey peer, RpcMethod topic, Bytes question) {
            try {
              if (!links.get(peer).open) {
                throw new RefusedException("not connected");
              }
              // The way to each is longer than the one before.
              nowNs.addAndGet(link(0).peer().key().equals(peer) ? 10 : 1_000);
              return CompletableFuture.completedFuture(services.get(peer).handle(own, question));
            } catch (RefusedException e) {
              return CompletableFuture.failedFuture(e);
            }
          }
        };
    ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    AgencyLatencyProbe watch = new AgencyLatencyProbe(nearest, route, asker, thread, nowNs::get);
    try {
      for (int i = 0; i < 5; i++) {
        thread.submit(watch::probeAll).get(5, TimeUnit.MINUTES);
      }
      thread.submit(() -> {}).get(5, TimeUnit.MINUTES);
      assertThat(route.agency()).contains(ledger.node(0).publicKey());
      assertThat(services.get(ledger.node(0).publicKey()).isServed(own)).isTrue();
      link(0).close("gone");
      for (int i = 0; i < 3; i++) {
        thread.submit(watch::probeAll).get(5, TimeUnit.MINUTES);
      }
      thread.submit(() -> {}).get(5, TimeUnit.MINUTES);
      PublicKey next = route.agency().orElseThrow();
      assertThat(next).isNotEqualTo(ledger.node(0).publicKey());
      assertThat(services.get(next).isServed(own)).isTrue();
      long others =
          services.entrySet().stream()
              .filter(each -> !each.getKey().equals(ledger.node(0).publicKey()))
              .filter(each -> each.getValue().isServed(own))
              .count();
      assertThat(others).isEqualTo(1);
    } finally {
      thread.shutdownNow();
    }
  }

  /** Taking on is bounded, and an agency cannot be talked into serving nodes. */
  @Example
  void servingIsBounded() throws RefusedException {
    ServedClientRegistry served = new ServedClientRegistry(3);
    for (int i = 0; i < 10; i++) {
      Peer peer = TestLedger.peer(ledger.scheme.named("c" + i).publicKey(), PeerRole.ENTITY);
      assertThat(served.handle(peer, ServedClientRegistry.PING))
          .isEqualTo(ServedClientRegistry.PING);
      assertThat(served.isServed(peer)).isFalse();
      served.handle(peer, ServedClientRegistry.REGISTER);
      assertThat(served.isServed(peer)).isTrue();
    }
    int left = 0;
    for (int i = 0; i < 10; i++) {
      Peer peer = TestLedger.peer(ledger.scheme.named("c" + i).publicKey(), PeerRole.ENTITY);
      left += served.isServed(peer) ? 1 : 0;
      served.handle(peer, ServedClientRegistry.UNREGISTER);
      assertThat(served.isServed(peer)).isFalse();
    }
    assertThat(left).isEqualTo(3);
    assertThat(AdmissionTable.of(CallKind.SERVE, PeerRole.CONSENSUS_NODE, PeerStanding.MEMBER))
        .isEqualTo(AdmissionOutcome.REFUSED);
    assertThat(catchThrowable(() -> served.handle(link(0).peer(), Bytes.EMPTY)))
        .isInstanceOf(RefusedException.class);
  }
}

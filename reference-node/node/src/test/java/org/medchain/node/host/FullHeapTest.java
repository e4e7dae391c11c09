package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Replica;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Difficulty;
import org.medchain.data.KeyPair;
import org.medchain.data.X25519MacScheme;
import org.medchain.incentive.PointRules;
import org.medchain.network.Authenticator;
import org.medchain.network.MessageRegistry;
import org.medchain.node.ledger.TestScheme;
import org.medchain.node.storage.FaultyVolume;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StoreOptions;

/** NODE-12: a replica whose heap is full takes no further step, and its node is told to end. */
class FullHeapTest {
  private final TestScheme scheme = new TestScheme();
  private final List<KeyPair> keys = Stream.of("a", "b", "c", "d").map(scheme::named).toList();
  private final AtomicInteger steps = new AtomicInteger();

  private ReplicaHost host(EventLoop loop, NodeStore store, Replica replica) {
    Genesis genesis =
        new Genesis(
            new Genesis.Terms(
                0,
                keys.stream().map(KeyPair::publicKey).toList(),
                2,
                Difficulty.NONE,
                10_000,
                scheme.named("center").publicKey(),
                new PointRules(100, 10, 25, 7, 8_000)),
            List.of());
    ReplicaNetwork nobody =
        (ReplicaNetwork)
            Proxy.newProxyInstance(
                ReplicaNetwork.class.getClassLoader(),
                new Class<?>[] {ReplicaNetwork.class},
                (proxy, method, arguments) -> null);
    return new ReplicaHost(
        new ReplicaHostComponents(
            "n",
            loop,
            HostClock.system(),
            replica,
            new MedicalContract(genesis),
            new Authenticator(genesis.chain(), scheme, new MessageRegistry(PbftMessages.all())),
            new MessageSigner(genesis.chain(), keys.get(0), scheme, new X25519MacScheme()),
            store,
            true,
            nobody,
            List.of()));
  }

  @Test
  void itTakesNoFurtherStep() throws Exception {
    OutOfMemoryError full = new OutOfMemoryError("Java heap space");
    EventLoop loop = new DefaultEventLoop();
    try (NodeStore store =
        NodeStore.open(
            new FaultyVolume(), StoreOptions.DEFAULT, token -> {}, new SimpleMeterRegistry())) {
      ReplicaHost host =
          host(
              loop,
              store,
              input -> {
                steps.incrementAndGet();
                throw full;
              });

      loop.submit(host::start).await();

      assertThat(host.failed().get(1, TimeUnit.MINUTES)).hasCause(full);
      assertThat(steps).as("the second input is not taken").hasValue(1);
    } finally {
      loop.shutdownGracefully(0, 10, TimeUnit.SECONDS).await();
    }
  }
}

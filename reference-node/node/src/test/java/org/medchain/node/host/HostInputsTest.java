package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Request;
import org.medchain.consensus.StateMachine;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.data.X25519MacScheme;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;
import org.medchain.network.Screening;
import org.medchain.node.ledger.TestScheme;
import org.medchain.node.storage.FaultyVolume;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StoreOptions;

/** CONS-15, NODE-14: the history of all hosts, at the host of a process with a real store. */
class HostInputsTest {
  private static final Hash CHAIN = Hash.of(Bytes.utf8("a chain"));

  private final TestScheme scheme = new TestScheme();
  private final List<KeyPair> keys = Stream.of("a", "b", "c", "d").map(scheme::named).toList();
  private final EventLoop loop = new DefaultEventLoop();
  private final FaultyVolume volume = new FaultyVolume();
  private final List<String> given = new ArrayList<>();
  private CountDownLatch durable;
  private NodeStore store;
  private ReplicaHost host;

  /** The replica. */
  private final class Probe implements Replica {
    @Override
    public List<Output> step(Input input) {
      switch (input) {
        case Input.Recovered recovered -> given.add("recovered/" + recovered.log().size());
        case Input.Started started -> given.add("started");
        case Input.PeerReachable reachable -> given.add("reachable");
        case Input.MessageReceived received -> given.add("received");
        case Input.MessageRejected rejected -> given.add("rejected");
        case Input.RequestSubmitted submitted -> given.add("submitted");
        case Input.Persisted persisted -> durable.countDown();
        default -> {}
      }
      return input instanceof Input.Started
          ? List.of(new Output.Persist(new DurabilityToken(1), Bytes.utf8("begun")))
          : List.of();
    }

    @Override
    public Screening screen(PublicKey sender, Message message) {
      return switch ((int) (message instanceof Status status ? status.view() : 0)) {
        case 0 -> new Screening.Needed();
        case 1 -> new Screening.Unneeded();
        default -> new Screening.Unsound("unsound");
      };
    }
  }

  private Envelope envelope(String event) {
    KeyPair sender = keys.get(1);
    if (event.equals("request")) {
      return Request.envelope(
          Transaction.signed(scheme, CHAIN, sender, 1, 1, Bytes.utf8("a synthetic record")));
    }
    int view = List.of("needed", "unneeded", "unsound").indexOf(event.split(" ", -1)[1]);
    Envelope sealed = Envelope.seal(scheme, CHAIN, sender, new Status(view, false, 0, 0));
    Envelope other = Envelope.seal(scheme, CHAIN, sender, new Status(9, false, 0, 0));
    return event.endsWith("forged")
        ? new Envelope(sealed.code(), sealed.sender(), sealed.body(), other.signature())
        : sealed;
  }

  private static <T> T absent(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null));
  }

  private void open() throws Exception {
    AtomicReference<ReplicaHost> told = new AtomicReference<>();
    durable = new CountDownLatch(1);
    store =
        NodeStore.open(
            volume,
            StoreOptions.of(Pbft.PROTOCOL),
            token -> told.get().durable(token),
            new SimpleMeterRegistry());
    host =
        new ReplicaHost(
            new ReplicaHostComponents(
                "a",
                loop,
                HostClock.system(),
                new Probe(),
                absent(StateMachine.class),
                new Authenticator(CHAIN, scheme, new MessageRegistry(PbftMessages.all())),
                new MessageSigner(CHAIN, keys.get(0), scheme, new X25519MacScheme()),
                store,
                true,
                absent(ReplicaNetwork.class),
                List.of()));
    told.set(host);
  }

  /** Of the links that a node has at its start, one is up before. */
  private void start() throws Exception {
    open();
    onLoop(() -> host.reachable(keys.get(1).publicKey()));
    onLoop(host::start);
    onLoop(() -> host.reachable(keys.get(2).publicKey()));
    onLoop(() -> host.reachable(keys.get(3).publicKey()));
    assertThat(durable.await(1, TimeUnit.MINUTES)).isTrue();
  }

  @AfterEach
  void close() throws Exception {
    onLoop(host::close);
    store.close();
    loop.shutdownGracefully(0, 10, TimeUnit.SECONDS).await();
  }

  private void onLoop(Runnable task) throws Exception {
    loop.submit(task).get(1, TimeUnit.MINUTES);
  }

  private void happens(String event) throws Exception {
    switch (event.split(" ", -1)[0]) {
      case "start" -> start();
      case "restart" -> {
        onLoop(host::close);
        store.close();
        start();
      }
      case "flapping" -> onLoop(() -> host.reachable(keys.get(1).publicKey()));
      default -> {
        onLoop(
            () -> host.receive(envelope(event), PowerCutNode.link(keys.get(1).publicKey(), true)));
        onLoop(host::endBatch);
      }
    }
  }

  @Test
  void theReplicaIsGivenWhatEveryHostGivesIt() throws Exception {
    List<String> history =
        Files.readAllLines(
                Repository.file("reference-node/core/src/test/resources/golden/host-inputs.txt"))
            .stream()
            .filter(line -> !line.startsWith("#"))
            .toList();
    List<String> lines = new ArrayList<>();
    for (String each : history) {
      String event = each.split(" =>", -1)[0];
      given.clear();
      happens(event);
      lines.add((event + " => " + String.join(" ", given)).strip());
    }
    assertThat(lines).isEqualTo(history);
  }
}

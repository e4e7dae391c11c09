package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.data.X25519MacScheme;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;
import org.medchain.node.ledger.TestScheme;
import org.medchain.node.storage.FaultyVolume;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StoreOptions;
import org.medchain.node.transport.PeerLink;

/**
 * NODE-12, NODE-18: after an error that is not an exception a host takes no step and sends nothing.
 * The replica here votes in its second step, and the vote waits for the entry of the first one:
 * where the outputs of the first step are lost, that entry is in no log.
 */
class HostErrorTest {
  private final PowerCutChain chain = new PowerCutChain();
  private final TestScheme scheme = chain.scheme;
  private final List<KeyPair> keys = chain.keys;
  private final Queue<Envelope> sent = new ConcurrentLinkedQueue<>();
  private final AtomicLong votes = new AtomicLong();
  private final EventLoop loop = new DefaultEventLoop();
  private boolean waitsForSync = true;
  private boolean storeEnds;

  static Stream<Error> errors() {
    return Stream.of(
        new OutOfMemoryError("Java heap space"),
        new StackOverflowError(),
        new NoClassDefFoundError("org/medchain/Missing"),
        new AssertionError("it cannot be"));
  }

  /** Each peer that can be reached is a step with an entry, and a vote that waits for the first. */
  private List<Output> voting(Input input) {
    if (!(input instanceof Input.PeerReachable)) {
      return List.of();
    }
    DurabilityToken token = new DurabilityToken(votes.incrementAndGet());
    Envelope vote =
        new Envelope(7, keys.get(0).publicKey(), Bytes.utf8("vote " + votes), Signature.NONE);
    return List.of(
        new Output.Persist(token, Bytes.utf8("entry " + votes)),
        new Output.Broadcast(vote, List.of(new DurabilityToken(1))));
  }

  private ReplicaHost host(NodeStore store, Replica replica, HostObserver... observers) {
    Genesis genesis = chain.genesis;
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
            waitsForSync,
            new RecordingNetwork(),
            List.of(observers)));
  }

  /** Two steps, of which the first one fails; returns when all that can leave has left. */
  private ReplicaHost afterTwoSteps(Replica replica, HostObserver... observers) throws Exception {
    AtomicReference<ReplicaHost> told = new AtomicReference<>();
    NodeStore store =
        NodeStore.open(
            new FaultyVolume(),
            StoreOptions.of(Pbft.PROTOCOL),
            token -> told.get().durable(token),
            new SimpleMeterRegistry());
    ReplicaHost host = host(store, replica, observers);
    told.set(host);
    try {
      if (storeEnds) {
        store.close();
      }
      loop.submit(host::start).await();
      loop.submit(() -> host.reachable(keys.get(1).publicKey())).await();
      loop.submit(() -> host.reachable(keys.get(2).publicKey())).await();
    } finally {
      store.close();
      loop.submit(() -> {}).await();
      loop.shutdownGracefully(0, 10, TimeUnit.SECONDS).await();
    }
    return host;
  }

  @ParameterizedTest
  @MethodSource("errors")
  void noVoteLeavesWhoseEntryIsLostWithTheReplicasStep(Error error) throws Exception {
    ReplicaHost host =
        afterTwoSteps(
            input -> {
              List<Output> outputs = voting(input);
              if (votes.get() == 1) {
                throw error;
              }
              return outputs;
            });

    assertThat(sent).as("sent after the error").isEmpty();
    assertThat(votes).as("steps").hasValue(1);
    assertThat(host.failed()).isDone();
    assertThat(host.failed().join()).hasRootCause(error);
    assertThat(host.failed().join().getMessage()).contains(error.toString()).doesNotContain("\n");
  }

  @ParameterizedTest
  @MethodSource("errors")
  void noVoteLeavesAfterAnObserversError(Error error) throws Exception {
    ReplicaHost host =
        afterTwoSteps(
            this::voting,
            new HostObserver() {
              @Override
              public void stepped(Input input, List<Output> outputs) {
                if (votes.get() == 1) {
                  throw error;
                }
              }

              @Override
              public void executed(Block block, Certificate by, ExecutionResult execution) {}
            });

    assertThat(sent).as("sent after the error").isEmpty();
    assertThat(host.failed()).isDone();
  }

  /** Where votes do not wait for the disk, they wait for its taking the entry. */
  @Test
  void noVoteLeavesWhoseEntryTheDiskDoesNotTake() throws Exception {
    waitsForSync = false;
    storeEnds = true;
    ReplicaHost host = afterTwoSteps(this::voting);

    assertThat(sent).isEmpty();
    assertThat(votes).as("steps").hasValue(1);
    assertThat(host.failed()).isDone();
  }

  @Test
  void votesLeaveOtherwise() throws Exception {
    ReplicaHost host = afterTwoSteps(this::voting);

    assertThat(sent).hasSize(2);
    assertThat(host.failed()).isNotDone();
  }

  private final class RecordingNetwork implements ReplicaNetwork {
    @Override
    public void broadcast(Envelope envelope) {
      sent.add(envelope);
    }

    @Override
    public void send(PublicKey to, Envelope envelope) {
      sent.add(envelope);
    }

    @Override
    public void reply(PublicKey to, Message message) {}

    @Override
    public void requestReceived(PublicKey sender, PeerLink from) {}

    @Override
    public void flush() {}
  }
}

package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.Envelope;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.durable.Volume;
import org.medchain.node.durable.VolumeFile;
import org.medchain.node.transport.ConnectionLoop;
import org.medchain.node.transport.LinkListener;
import org.medchain.node.transport.Transport;

/**
 * NODE-18: an error that is not an exception ends a whole node, on any of its threads: it says why,
 * and its connections end with the queued messages.
 */
@Tag("process")
class FatalErrorTest {
  private static final Envelope VOTE =
      new Envelope(
          7,
          new PublicKey(Bytes.of(new byte[PublicKey.SIZE])),
          Bytes.utf8("its entry is in no log"),
          Signature.NONE);

  @TempDir Path folder;
  private LoneNode files;
  private ConnectionLoop loop;

  /** Thrown by the part of the node that a test breaks, once it is set. */
  private final AtomicReference<Error> error = new AtomicReference<>();

  /** The messages that must not leave the node: all that it sends after the error. */
  private Predicate<Envelope> forbidden = envelope -> true;

  private final AtomicLong receivedLate = new AtomicLong();

  @BeforeEach
  void makeFiles() throws Exception {
    files = new LoneNode(folder);
    loop = new ConnectionLoop("n1");
  }

  @AfterEach
  void close() throws Exception {
    files.close();
    loop.close();
  }

  static Stream<Error> errors() {
    return Stream.of(
        new OutOfMemoryError("Java heap space"),
        new StackOverflowError(),
        new NoClassDefFoundError("org/medchain/Missing"),
        new AssertionError("it cannot be"));
  }

  /** A stranger's certificate that is nested too deep ends only its own connection. */
  static Stream<Error> handlersErrors() {
    return Stream.of(
        new OutOfMemoryError("direct buffer"), new NoClassDefFoundError("org/medchain/Missing"));
  }

  private void fail() {
    Error now = error.get();
    if (now != null) {
      throw now;
    }
  }

  /** A member that connects makes the node take a step, write, and check a certificate. */
  private void endsBy(NodePorts ports, Error expected) throws Exception {
    LinkListener receiver =
        (link, envelope) -> {
          if (forbidden.test(envelope)) {
            receivedLate.incrementAndGet();
          }
        };
    try (FullNode node = files.start(ports)) {
      assertThat(node.failed()).isNotDone();
      error.set(expected);
      try (Transport member = files.member(loop, 1, receiver)) {
        member.connect(files.keys.get(0).publicKey(), node.address());
        Exception reason = node.failed().get(2, TimeUnit.MINUTES);
        assertThat(reason).hasRootCause(expected);
        assertThat(reason.getMessage()).contains(expected.toString()).doesNotContain("\n");
        assertThat(node.fatalError()).isPresent();
        member.disconnect(files.keys.get(0).publicKey());
        while (!member.links().isEmpty()) {
          TimeUnit.MILLISECONDS.sleep(2);
        }
      }
      assertThat(receivedLate).as("messages after the error").hasValue(0);
      error.set(null);
    }
  }

  @ParameterizedTest
  @MethodSource("errors")
  void anErrorOfTheReplicaEndsTheNode(Error expected) throws Exception {
    endsBy(
        new NodePorts() {
          @Override
          public Replica replica(HostedReplica correct) {
            return input -> {
              if (input instanceof Input.PeerReachable) {
                fail();
              }
              return correct.replica().step(input);
            };
          }
        },
        expected);
  }

  /** The error that a connection's handler throws, here the check of a certificate. */
  @ParameterizedTest
  @MethodSource("handlersErrors")
  void anErrorOfAConnectionsHandlerEndsTheNode(Error expected) throws Exception {
    endsBy(
        new NodePorts() {
          @Override
          public InstantSource calendar() {
            return () -> {
              fail();
              return Instant.now();
            };
          }
        },
        expected);
  }

  /** The error that the way out throws at the end of a turn, where only the loop would catch it. */
  @Test
  void anErrorAtTheEndOfATurnEndsTheNode() throws Exception {
    Error expected = new NoClassDefFoundError("org/medchain/Missing");
    endsBy(
        new NodePorts() {
          @Override
          public ReplicaNetwork network(HostedNetwork own) {
            return wrapped(
                ReplicaNetwork.class,
                own.network(),
                method -> {
                  if (method.equals("flush")) {
                    fail();
                  }
                  return Function.identity();
                });
          }
        },
        expected);
  }

  /** A task of another part on the thread of connections. */
  @Test
  void anErrorOfATaskEndsTheNode() throws Exception {
    Error expected = new AssertionError("it cannot be");
    AtomicReference<NodePorts.HostedNetwork> seen = new AtomicReference<>();
    NodePorts ports =
        new NodePorts() {
          @Override
          public ReplicaNetwork network(HostedNetwork own) {
            seen.set(own);
            return own.network();
          }
        };
    try (FullNode node = files.start(ports)) {
      seen.get()
          .thread()
          .execute(
              () -> {
                throw expected;
              });
      assertThat(node.failed().get(2, TimeUnit.MINUTES)).hasRootCause(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("handlersErrors")
  void anErrorOfTheDisksThreadEndsTheNode(Error expected) throws Exception {
    forbidden = VOTE::equals; // its height may leave before the disk is at work
    endsBy(
        new NodePorts() {
          @Override
          public Volume volume(Path where) throws IOException {
            return failing(FolderVolume.open(where));
          }

          @Override
          public Replica replica(HostedReplica correct) {
            return input -> withEntry(input, correct.replica().step(input));
          }
        },
        expected);
  }

  /** A member that connects is not written down otherwise. */
  private static List<Output> withEntry(Input input, List<Output> outputs) {
    List<Output> all = new ArrayList<>(outputs);
    if (input instanceof Input.PeerReachable) {
      DurabilityToken token = new DurabilityToken(1L << 40);
      all.add(new Output.Persist(token, Bytes.utf8("an entry")));
      all.add(new Output.Broadcast(VOTE, List.of(token)));
    }
    return all;
  }

  /** Its files' writes and forces fail. */
  private Volume failing(Volume volume) {
    return wrapped(
        Volume.class,
        volume,
        method ->
            result ->
                result instanceof VolumeFile file
                    ? wrapped(
                        VolumeFile.class,
                        file,
                        call -> {
                          if (List.of("append", "overwrite", "force").contains(call)) {
                            fail();
                          }
                          return Function.identity();
                        })
                    : result);
  }

  /** Calls {@code before} with the name of each method, and then changes its result. */
  private static <T> T wrapped(
      Class<T> type, T own, Function<String, Function<Object, Object>> before) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Function<Object, Object> after = before.apply(method.getName());
              try {
                return after.apply(method.invoke(own, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}

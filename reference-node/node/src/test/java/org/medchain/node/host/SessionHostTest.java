package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.ClientSession;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Request;
import org.medchain.consensus.Timer;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;
import org.medchain.data.Signature;
import org.medchain.data.Transaction;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.MessageRegistry;
import org.medchain.node.ledger.TestScheme;

/**
 * A client's session in real time: each input reaches it, each output goes where it belongs.
 *
 * <p>Timers on the replica's thread: each fires once, unless it is stopped or started again.
 */
class SessionHostTest {
  private static final TestScheme SCHEME = new TestScheme();

  private static final KeyPair NODE = SCHEME.named("node 0");

  private static final KeyPair CLIENT = SCHEME.named("client");

  private static final Transaction REQUEST =
      Transaction.signed(SCHEME, Hash.ZERO, CLIENT, 1, 100, Bytes.EMPTY);

  private static final Receipt RECEIPT = new Receipt(REQUEST.request(), Receipt.OK, Bytes.EMPTY);

  private static final Timer TIMER = new Timer("again", 1);

  private final EventLoop loop = new DefaultEventLoop();

  private final List<Input> inputs = new ArrayList<>();

  private final List<Output> next = new ArrayList<>();

  private final List<Object> happened = new ArrayList<>();

  private final ClientSession session =
      input -> {
        inputs.add(input);
        List<Output> outputs = List.copyOf(next);
        next.clear();
        return outputs;
      };

  private final SessionHost host =
      new SessionHost(
          loop,
          HostClock.system(),
          session,
          new Authenticator(Hash.ZERO, SCHEME, new MessageRegistry(PbftMessages.all())),
          new SessionHost.SessionNetwork(
              envelope -> happened.add(new Output.Broadcast(envelope, List.of())),
              (to, envelope) -> happened.add(new Output.Send(to, envelope, List.of()))),
          happened::add,
          happened::add,
          happened::add);

  private static final long NEVER_NS = TimeUnit.HOURS.toNanos(1);

  private static final Timer FIRST = new Timer("view-change", 1);

  private static final Timer SECOND = new Timer("view-change", 2);

  private final List<Timer> fired = Collections.synchronizedList(new ArrayList<>());

  private final HostTimers timers =
      new HostTimers(
          loop,
          HostClock.system(),
          timer -> {
            assertThat(loop.inEventLoop()).isTrue();
            fired.add(timer);
          });

  @AfterEach
  void end() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private void settle() throws Exception {
    loop.schedule(() -> {}, 5, TimeUnit.MILLISECONDS).get(60, TimeUnit.SECONDS);
  }

  @Test
  void inputsReachTheSession() {
    host.submit(REQUEST);
    host.read(REQUEST);
    host.withdraw(REQUEST.request());
    Envelope said = Envelope.seal(SCHEME, Hash.ZERO, NODE, new Status(0, false, 1, 0));
    host.receive(said);
    Envelope forged = new Envelope(said.code(), said.sender(), said.body(), Signature.NONE);
    host.receive(forged);

    assertThat(inputs).hasSize(5);
    assertThat(inputs.get(0))
        .isInstanceOfSatisfying(
            Input.RequestSubmitted.class, it -> assertThat(it.request()).isEqualTo(REQUEST));
    assertThat(inputs.get(1))
        .isInstanceOfSatisfying(
            Input.ReadSubmitted.class, it -> assertThat(it.request()).isEqualTo(REQUEST));
    assertThat(inputs.get(2)).isInstanceOf(Input.RequestWithdrawn.class);
    assertThat(inputs.get(3))
        .isInstanceOfSatisfying(
            Input.MessageReceived.class,
            it -> assertThat(it.verified().sender()).isEqualTo(NODE.publicKey()));
    assertThat(inputs.get(4))
        .isInstanceOfSatisfying(
            Input.MessageRejected.class,
            it -> {
              assertThat(it.sender()).isEqualTo(NODE.publicKey());
              assertThat(it.reason()).contains("signature does not hold");
            });
    assertThat(inputs.stream().map(Input::nowNs).toList()).isSorted();
  }

  @Test
  void outputsGoWhereTheyBelong() {
    Envelope envelope = Request.envelope(REQUEST);
    List<Output> outputs =
        List.of(
            new Output.Broadcast(envelope, List.of()),
            new Output.Send(NODE.publicKey(), envelope, List.of()),
            new Output.Accepted(REQUEST.request(), 3, RECEIPT),
            new Output.Refused(REQUEST.request(), "full"),
            new Output.Reject(NODE.publicKey(), "no"));
    next.addAll(outputs);
    host.submit(REQUEST);
    assertThat(happened).isEqualTo(outputs);
    next.add(new Output.Revert(1));
    assertThatThrownBy(() -> host.submit(REQUEST))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("only a replica");
  }

  @Test
  void timersFireUntilItIsClosed() throws Exception {
    next.add(new Output.StartTimer(TIMER, 0));
    loop.submit(() -> host.submit(REQUEST)).get(60, TimeUnit.SECONDS);
    settle();
    assertThat(inputs).hasSize(2);
    assertThat(inputs.get(1))
        .isInstanceOfSatisfying(
            Input.TimerFired.class, it -> assertThat(it.timer()).isEqualTo(TIMER));
    next.add(new Output.StartTimer(TIMER, 0));
    loop.submit(
            () -> {
              host.submit(REQUEST);
              host.close();
            })
        .get(60, TimeUnit.SECONDS);
    settle();
    assertThat(inputs).hasSize(3);
  }

  private void onLoop(Runnable action) throws Exception {
    loop.submit(action).get(60, TimeUnit.SECONDS);
  }

  /** Started again, it fires by its new delay alone. */
  @Test
  void theLastStartCounts() throws Exception {
    onLoop(
        () -> {
          timers.start(FIRST, NEVER_NS);
          timers.start(FIRST, 0);
          timers.start(SECOND, 0);
          timers.start(SECOND, NEVER_NS);
        });
    settle();
    assertThat(fired).containsExactly(FIRST);
    onLoop(() -> timers.start(FIRST, 0));
    settle();
    assertThat(fired).containsExactly(FIRST, FIRST);
  }

  /** FN-1: the timers of a node run on its clock, which need not be the machine's. */
  @Test
  void aTimerRunsOnTheNodesClock() throws Exception {
    HostClock fast =
        new HostClock() {
          @Override
          public long nowNs() {
            return System.nanoTime();
          }

          @Override
          public long machineNs(long delayNs) {
            return delayNs / 1_000_000;
          }
        };
    HostTimers hurried = new HostTimers(loop, fast, fired::add);
    onLoop(() -> hurried.start(FIRST, TimeUnit.SECONDS.toNanos(60)));
    settle();
    assertThat(fired).containsExactly(FIRST);
  }
}

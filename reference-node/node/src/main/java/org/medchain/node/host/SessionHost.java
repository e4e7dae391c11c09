package org.medchain.node.host;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.medchain.consensus.ClientSession;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;

/**
 * Runs a client's session in real time: the twin of the simulation's client. All on one thread.
 *
 * <p>Retransmission, counting of replies and reads are the session's; this passes it messages and
 * time, and sends its outputs.
 */
public final class SessionHost implements AutoCloseable {
  /**
   * The way of a session's messages to the nodes.
   *
   * @param broadcast to all consensus nodes, or to the agency that spreads it
   * @param send to one node
   */
  public record SessionNetwork(
      Consumer<Envelope> broadcast, BiConsumer<PublicKey, Envelope> send) {}

  private final HostClock clock;
  private final ClientSession session;
  private final Authenticator authenticator;
  private final SessionNetwork network;
  private final Consumer<Output.Accepted> accepted;
  private final Consumer<Output.Refused> refused;
  private final Consumer<Output.Reject> rejected;
  private final HostTimers timers;

  /**
   * A session without requests.
   *
   * @param authenticator that can check MACs for all the senders' keys
   * @param accepted gets each request that is final
   * @param refused gets each request that enough nodes refuse for one of them to be honest
   * @param rejected gets what a single node sent that is not taken, with the reason
   */
  public SessionHost(
      EventLoop loop,
      HostClock clock,
      ClientSession session,
      Authenticator authenticator,
      SessionNetwork outgoing,
      Consumer<Output.Accepted> accepted,
      Consumer<Output.Refused> refused,
      Consumer<Output.Reject> rejected) {
    this.clock = clock;
    this.session = session;
    this.authenticator = authenticator;
    this.network = outgoing;
    this.accepted = accepted;
    this.refused = refused;
    this.rejected = rejected;
    this.timers =
        new HostTimers(loop, clock, timer -> step(new Input.TimerFired(clock.nowNs(), timer)));
  }

  /** Has a request ordered. */
  public void submit(Transaction request) {
    step(new Input.RequestSubmitted(clock.nowNs(), request));
  }

  /** Has a request executed without ordering, if that is possible. */
  public void read(Transaction request) {
    step(new Input.ReadSubmitted(clock.nowNs(), request));
  }

  /** Sends a request no more. */
  public void withdraw(RequestId request) {
    step(new Input.RequestWithdrawn(clock.nowNs(), request));
  }

  /** Something came from a node. */
  public void receive(Envelope envelope) {
    step(Input.of(clock.nowNs(), envelope, authenticator.authenticate(envelope)));
  }

  private void step(Input input) {
    List<Output> outputs = session.step(input);
    for (Output output : outputs) {
      switch (output) {
        case Output.Send send -> network.send().accept(send.to(), send.envelope());
        case Output.Broadcast broadcast -> network.broadcast().accept(broadcast.envelope());
        case Output.StartTimer start -> timers.start(start.timer(), start.delayNs());
        case Output.StopTimer stop -> timers.stop(stop.timer());
        case Output.Accepted each -> accepted.accept(each);
        case Output.Refused each -> refused.accept(each);
        case Output.Reject each -> rejected.accept(each);
        default ->
            throw new IllegalStateException(
                "a client session puts out what only a replica may: " + output);
      }
    }
  }

  @Override
  public void close() {
    timers.stopAll();
  }
}

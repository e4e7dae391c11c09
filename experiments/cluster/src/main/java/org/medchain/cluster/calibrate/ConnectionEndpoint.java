package org.medchain.cluster.calibrate;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.experiments.config.UserInputException;
import org.medchain.network.Envelope;
import org.medchain.node.center.CredentialFiles;
import org.medchain.node.center.Identity;
import org.medchain.node.host.MemberTransport;
import org.medchain.node.transport.EventLoops;
import org.medchain.node.transport.Frame;
import org.medchain.node.transport.LinkListener;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Transport;

/** One of two nodes that consist of their connection only, with a thread of its own. */
final class ConnectionEndpoint implements LinkListener, AutoCloseable {
  /** Interval of the receiver's acknowledgements, so that nothing is dropped. */
  private static final int ACKNOWLEDGED = 64;

  private static final int AHEAD = 4 * ACKNOWLEDGED;
  private static final int WARM = 2_000;
  private static final double NS_PER_US = 1e3;

  private final Identity identity;
  private final EventLoops loops;
  private final Transport transport;
  private final long thread;

  /** The handling of received frames; on this end's thread, as all else. */
  private BiConsumer<PeerLink, Frame.EnvelopeFrame> messageHandler = (link, frame) -> {};

  private Runnable drained = () -> {};

  private int sent;
  private int credits;
  private boolean waiting;

  /**
   * Processor time of each message, in µs.
   *
   * @param sendUs at the sending end
   * @param receiveUs at the other
   */
  record StreamCosts(double sendUs, double receiveUs) {}

  ConnectionEndpoint(ClusterFolder cluster, int number) throws UserInputException, IOException {
    identity = CredentialFiles.read(cluster.node(number).resolve("credentials"));
    loops = EventLoops.of(1, "end-" + number);
    transport =
        MemberTransport.ofClient(
            loops,
            identity,
            cluster.genesis(),
            EnumSet.of(PeerRole.CONSENSUS_NODE),
            this,
            new SimpleMeterRegistry());
    thread = onThread(() -> Thread.currentThread().threadId());
  }

  private <T> T onThread(java.util.concurrent.Callable<T> what) {
    return loops.first().submit(what).syncUninterruptibly().getNow();
  }

  PublicKey key() {
    return identity.ledger().publicKey();
  }

  InetSocketAddress listen(InetSocketAddress address) {
    return transport.listen(address);
  }

  void connect(PublicKey other, InetSocketAddress address) {
    transport.connect(other, address);
  }

  boolean isConnected() {
    return !transport.links().isEmpty();
  }

  /** From now on, this is done with what comes, and that when all that had come is handed over. */
  void onMessage(BiConsumer<PeerLink, Frame.EnvelopeFrame> each, Runnable atEnd) {
    onThread(
        () -> {
          messageHandler = each;
          drained = atEnd;
          return true;
        });
  }

  /** Sends a single envelope; returns before it has left. */
  void send(PublicKey to, Envelope envelope) {
    EventLoop loop = loops.first();
    loop.execute(
        () -> {
          transport.link(to).orElseThrow().send(new Frame.EnvelopeFrame(envelope));
          transport.flush();
        });
  }

  /** This end's thread. */
  EventLoop loop() {
    return loops.first();
  }

  /** That thread's number. */
  long thread() {
    return thread;
  }

  Transport transport() {
    return transport;
  }

  private Frame message(int bytes) {
    return new Frame.EnvelopeFrame(
        new Envelope(1, key(), Bytes.of(new byte[bytes - 100]), Signature.NONE));
  }

  /** Sends this number of messages, each in its own write, as fast as the other end takes them. */
  StreamCosts stream(ConnectionEndpoint other, int bytes, int count) {
    CompletableFuture<Boolean> arrived = new CompletableFuture<>();
    int[] received = new int[1];
    Frame acknowledgement = other.message(200);
    other.onThread(
        () -> {
          other.messageHandler =
              (link, frame) -> {
                received[0]++;
                if (received[0] % ACKNOWLEDGED == 0) {
                  link.send(acknowledgement);
                }
                if (received[0] == count) {
                  arrived.complete(true);
                }
              };
          return true;
        });
    PeerLink link = transport.link(other.key()).orElseThrow();
    Frame frame = message(bytes);
    long sendBefore = MeasurementRounds.cpuNs(thread);
    long receiveBefore = MeasurementRounds.cpuNs(other.thread);
    onThread(
        () -> {
          sent = 0;
          credits = AHEAD;
          waiting = false;
          messageHandler = (from, what) -> acknowledged(link, frame, count);
          returnMessage(link, frame, count);
          return true;
        });
    arrived.join();
    return new StreamCosts(
        (MeasurementRounds.cpuNs(thread) - sendBefore) / NS_PER_US / count,
        (MeasurementRounds.cpuNs(other.thread) - receiveBefore) / NS_PER_US / count);
  }

  private void acknowledged(PeerLink link, Frame frame, int count) {
    credits += ACKNOWLEDGED;
    if (waiting) {
      waiting = false;
      returnMessage(link, frame, count);
    }
  }

  private void returnMessage(PeerLink link, Frame frame, int count) {
    if (sent == count) {
      return;
    }
    if (credits == 0) {
      waiting = true;
      return;
    }
    link.send(frame);
    transport.flush();
    sent++;
    credits--;
    EventLoop loop = loops.first();
    loop.execute(() -> returnMessage(link, frame, count));
  }

  /** Half of each there and back, in µs of real time. */
  double[] pingPong(ConnectionEndpoint other, int bytes, int count) {
    double[] ways = new double[count];
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    PeerLink there = transport.link(other.key()).orElseThrow();
    Frame ping = message(bytes);
    Frame pong = other.message(bytes);
    other.onThread(
        () -> {
          other.messageHandler =
              (link, frame) -> {
                link.send(pong);
                other.transport.flush();
              };
          return true;
        });
    onThread(
        () -> {
          int[] turns = {-WARM};
          long[] begunNs = {System.nanoTime()};
          messageHandler =
              (link, frame) -> {
                if (turns[0] >= 0) {
                  ways[turns[0]] = (System.nanoTime() - begunNs[0]) / NS_PER_US / 2;
                }
                turns[0]++;
                if (turns[0] == count) {
                  done.complete(true);
                } else {
                  begunNs[0] = System.nanoTime();
                  there.send(ping);
                  transport.flush();
                }
              };
          there.send(ping);
          transport.flush();
          return true;
        });
    done.join();
    return ways;
  }

  @Override
  public void received(PeerLink link, Frame.EnvelopeFrame frame) {
    messageHandler.accept(link, frame);
  }

  @Override
  public void readComplete() {
    drained.run();
  }

  @Override
  public void close() {
    transport.close();
    loops.close();
  }
}

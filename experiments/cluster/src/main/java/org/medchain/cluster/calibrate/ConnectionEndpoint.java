package org.medchain.cluster.calibrate;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.experiments.config.UserInputException;
import org.medchain.network.Envelope;
import org.medchain.node.host.MemberTransport;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.ConnectionLoop;
import org.medchain.node.transport.LinkListener;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Transport;
import org.medchain.node.transport.TransportOptions;

/** One of several nodes that consist of their connections only, with a thread of its own. */
final class ConnectionEndpoint implements LinkListener, AutoCloseable {
  /** As many messages are on their way at once, so that nothing is dropped. */
  private static final int WINDOW = 256;

  private static final int WARM = 2_000;
  private static final long POLL_MS = 10;

  private final Identity identity;
  private final ConnectionLoop loop;
  private final Transport transport;
  private final long thread;

  /** What is done with each message that comes, on this end's thread. */
  private volatile Runnable handler = () -> {};

  /**
   * Processor time of each message, in µs.
   *
   * @param sendUs at the sending end
   * @param receiveUs at the other
   */
  record StreamCosts(double sendUs, double receiveUs) {}

  /**
   * Half of a message there and back.
   *
   * @param oneWayUs real time
   * @param cpuUs processor time of both ends
   */
  record SingleMessage(double oneWayUs, double cpuUs) {}

  ConnectionEndpoint(ClusterFolder cluster, int number) throws UserInputException, IOException {
    identity = CredentialFiles.read(cluster.node(number).resolve("credentials"));
    loop = new ConnectionLoop("end-" + number);
    transport =
        MemberTransport.ofClient(
            TransportOptions.defaults(),
            loop,
            identity,
            cluster.genesis(),
            EnumSet.of(PeerRole.CONSENSUS_NODE),
            this,
            new SimpleMeterRegistry());
    thread = loop.submit(() -> Thread.currentThread().threadId()).syncUninterruptibly().getNow();
  }

  PublicKey key() {
    return identity.ledger().publicKey();
  }

  /** Takes connections; where. */
  InetSocketAddress listen() throws IOException {
    return transport.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /** Returns when both ends have the connection. */
  void connect(ConnectionEndpoint other, InetSocketAddress address) throws InterruptedException {
    transport.connect(other.key(), address);
    while (transport.link(other.key()).isEmpty() || other.transport.link(key()).isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
  }

  private void send(PublicKey to, Envelope envelope) {
    transport.link(to).orElseThrow().send(envelope);
    transport.flush();
  }

  private Envelope message(int bytes) {
    return new Envelope(1, key(), Bytes.of(new byte[bytes - 100]), Signature.NONE);
  }

  /** Sends full windows of messages, each in its own write, as fast as the other end takes them. */
  StreamCosts stream(ConnectionEndpoint other, int bytes, int windows) throws InterruptedException {
    Semaphore arrived = new Semaphore(0);
    int[] received = new int[1];
    other.handler =
        () -> {
          received[0]++;
          if (received[0] % WINDOW == 0) {
            arrived.release();
          }
        };
    Envelope message = message(bytes);
    double sendBefore = MeasurementRounds.cpuUs(thread);
    double receiveBefore = MeasurementRounds.cpuUs(other.thread);
    for (int i = 0; i < windows; i++) {
      loop.execute(
          () ->
              IntStream.range(0, WINDOW)
                  .forEach(n -> loop.execute(() -> send(other.key(), message))));
      arrived.acquire();
    }
    return new StreamCosts(
        (MeasurementRounds.cpuUs(thread) - sendBefore) / windows / WINDOW,
        (MeasurementRounds.cpuUs(other.thread) - receiveBefore) / windows / WINDOW);
  }

  /** Single messages there and back, each of which wakes the other end. */
  List<SingleMessage> singles(ConnectionEndpoint other, int bytes, int count)
      throws InterruptedException {
    double[] atUs = new double[WARM + count + 1];
    double[] cpuUs = new double[atUs.length];
    int[] turns = new int[1];
    CountDownLatch done = new CountDownLatch(1);
    Envelope ping = message(bytes);
    Envelope pong = other.message(bytes);
    other.handler = () -> other.send(key(), pong);
    handler =
        () -> {
          atUs[turns[0]] = MeasurementRounds.realUs();
          cpuUs[turns[0]] = MeasurementRounds.cpuUs(thread) + MeasurementRounds.cpuUs(other.thread);
          turns[0]++;
          if (turns[0] == atUs.length) {
            done.countDown();
          } else {
            send(other.key(), ping);
          }
        };
    loop.execute(() -> send(other.key(), ping));
    done.await();
    return IntStream.range(WARM, WARM + count)
        .mapToObj(
            i -> new SingleMessage((atUs[i + 1] - atUs[i]) / 2, (cpuUs[i + 1] - cpuUs[i]) / 2))
        .toList();
  }

  @Override
  public void received(PeerLink link, Envelope envelope) {
    handler.run();
  }

  @Override
  public void close() {
    transport.close();
    loop.close();
  }
}

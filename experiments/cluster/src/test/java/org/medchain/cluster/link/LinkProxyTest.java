package org.medchain.cluster.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.node.agency.client.Polling;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.RandomStreams;

/** CLUSTER-28: a proxy delays, keeps the order, says what it did, and leaves nothing. */
class LinkProxyTest {
  private static final double NS_PER_MS = 1e6;
  private static final long WAIT_MS = 60_000;

  @TempDir Path folder;

  private final MeasuredDelays measured = new MeasuredDelays();
  private ServerSocket target;

  @BeforeEach
  void open() throws IOException {
    target = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    target.close();
  }

  private static UniformRandomProvider draws(int index) {
    return new RandomStreams(68).stream("test", index);
  }

  private LinkDirection direction(DelayDistribution latency, int index, double nsPerByte) {
    AtomicLong freeNs = new AtomicLong(System.nanoTime());
    return new LinkDirection(latency, draws(index), nsPerByte, freeNs, measured);
  }

  private LinkProxy proxy(DelayDistribution there, DelayDistribution back, double nsPerByte)
      throws IOException {
    return new LinkProxy(
        (InetSocketAddress) target.getLocalSocketAddress(),
        direction(there, 0, nsPerByte),
        direction(back, 1, 0));
  }

  /** A connection by a proxy: its client's end, and the target's. */
  private record Ends(Socket client, Socket node, DataOutputStream out, DataInputStream in)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      client.close();
      node.close();
    }
  }

  private Ends connect(LinkProxy proxy) throws IOException {
    Socket client = new Socket(proxy.address().getAddress(), proxy.address().getPort());
    client.setTcpNoDelay(true);
    Socket node = target.accept();
    node.setTcpNoDelay(true);
    node.setSoTimeout((int) WAIT_MS);
    client.setSoTimeout((int) WAIT_MS);
    return new Ends(
        client,
        node,
        new DataOutputStream(client.getOutputStream()),
        new DataInputStream(node.getInputStream()));
  }

  /** One message after the other, so that each is a chunk: the seed's own draws, each way. */
  @Test
  void eachMessageTakesAtLeastWhatIsDrawn() throws Exception {
    DelayDistribution there = new DelayDistribution.Lognormal(4, 0.5);
    DelayDistribution back = new DelayDistribution.Uniform(1, 3);
    UniformRandomProvider drawnThere = draws(0);
    UniformRandomProvider drawnBack = draws(1);
    try (LinkProxy proxy = proxy(there, back, 0);
        Ends ends = connect(proxy)) {
      DataInputStream answers = new DataInputStream(ends.client().getInputStream());
      for (int i = 0; i < 30; i++) {
        long beginNs = System.nanoTime();
        ends.out().writeInt(i);
        assertThat(ends.in().readInt()).isEqualTo(i);
        long thereNs = System.nanoTime();
        assertThat(thereNs - beginNs).isGreaterThanOrEqualTo(there.drawNs(drawnThere));
        ends.node().getOutputStream().write(i);
        assertThat(answers.read()).isEqualTo(i);
        assertThat(System.nanoTime() - thereNs).isGreaterThanOrEqualTo(back.drawNs(drawnBack));
      }
    }
    assertThat(measured.figures().orElseThrow().medianMs()).isGreaterThan(1);
    assertThat(measured.figures().orElseThrow().lateMedianMs()).isPositive();
  }

  /** Delays differ from chunk to chunk by far, and bytes come as they were sent all the same. */
  @Test
  void nothingOvertakes() throws Exception {
    Random sizes = new Random(68);
    byte[] sent = new byte[400_000];
    sizes.nextBytes(sent);
    try (LinkProxy proxy = proxy(new DelayDistribution.Uniform(0, 20), DelayDistribution.NONE, 0);
        Ends ends = connect(proxy)) {
      Thread writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (int at = 0; at < sent.length; ) {
                        int size = Math.min(1 + sizes.nextInt(40_000), sent.length - at);
                        ends.out().write(sent, at, size);
                        at += size;
                      }
                      ends.client().shutdownOutput();
                    } catch (IOException e) {
                      throw new AssertionError(e);
                    }
                  });
      assertThat(ends.in().readAllBytes()).as("the end comes behind all").isEqualTo(sent);
      writer.join();
    }
  }

  /** As on a link, what is on its way does not hold up what comes after it: less than the sum. */
  @Test
  void delaysOverlap() throws Exception {
    final int messages = 40;
    final double delayMs = 50;
    try (LinkProxy proxy =
            proxy(new DelayDistribution.Constant(delayMs), DelayDistribution.NONE, 0);
        Ends ends = connect(proxy)) {
      long beginNs = System.nanoTime();
      for (int i = 0; i < messages; i++) {
        ends.out().writeInt(i);
        Thread.sleep(1);
      }
      for (int i = 0; i < messages; i++) {
        assertThat(ends.in().readInt()).isEqualTo(i);
      }
      assertThat((System.nanoTime() - beginNs) / NS_PER_MS).isBetween(delayMs, messages * delayMs);
    }
  }

  @Test
  void bytesTakeTurnsOnTheUplink() throws Exception {
    final double nsPerByte = 1_000;
    byte[] sent = new byte[100_000];
    try (LinkProxy proxy =
            proxy(new DelayDistribution.Constant(1), DelayDistribution.NONE, nsPerByte);
        Ends ends = connect(proxy)) {
      long beginNs = System.nanoTime();
      ends.out().write(sent);
      ends.in().readFully(sent);
      assertThat((double) (System.nanoTime() - beginNs))
          .isGreaterThanOrEqualTo(sent.length * nsPerByte);
    }
  }

  /** What is on its way for an hour when the proxy is closed, or a side ends, holds up nothing. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void closingEndsConnectionsAndThreads(boolean cut) throws Exception {
    DelayDistribution hour = new DelayDistribution.Constant(3_600_000);
    LinkProxy proxy = proxy(hour, DelayDistribution.NONE, 0);
    proxy.cut(cut);
    String name = "proxy-" + proxy.address().getPort() + "-";
    try (Ends ends = connect(proxy)) {
      ends.out().writeInt(1);
      Duration limit = Duration.ofMillis(WAIT_MS);
      assertThat(Polling.until(limit, 10, () -> dump().contains(name))).isTrue();
      proxy.close();
      assertThat(dump()).doesNotContain(name);
      assertThat(isEnded(ends.in())).isTrue();
      assertThat(isEnded(ends.client().getInputStream())).isTrue();
    }
  }

  /** In order, or by a reset where something was not read yet. */
  private static boolean isEnded(InputStream in) throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketException e) {
      return true;
    }
  }

  /** Virtual threads too. */
  private String dump() {
    Path file = folder.resolve("threads-" + System.nanoTime());
    try {
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

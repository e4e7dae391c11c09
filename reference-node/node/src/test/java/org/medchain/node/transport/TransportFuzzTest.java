package org.medchain.node.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.util.ResourceLeakDetector;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.data.Bytes;
import org.medchain.data.MalformedInput;
import org.medchain.data.Signature;
import org.medchain.network.Envelope;
import org.medchain.node.transport.tls.TlsCredentials;

/** Arbitrary bytes at every place where bytes come in (NODE-3, CONN-2, CONN-3, CONN-7). */
@Tag("process")
final class TransportFuzzTest {
  private static final int LIMIT = 1 << 20;
  private static final Frame HELLO =
      new Frame.Hello(1, TransportTestNode.CHAIN.chain(), TransportTestNode.key(1));

  private final SplittableRandom random = new SplittableRandom(20211);
  private final TestAuthority authority = new TestAuthority();

  @BeforeAll
  static void watchBuffers() {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
  }

  @Test
  void bytesIntoTheDecoder() {
    decode(200_000);
  }

  @Test
  @Tag("exhaustive")
  void tenMillionTimesBytesIntoTheDecoder() {
    decode(10_000_000);
  }

  /** No exception but one, and no more memory than the bytes justify. */
  private void decode(int times) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = 0;
    long justified = 0;
    int good = 0;
    int bad = 0;
    EmbeddedChannel channel = new EmbeddedChannel();
    for (int i = 0; i < times; i++) {
      byte[] bytes = random.nextInt(4) == 0 ? noise(1 + random.nextInt(200)) : mutated();
      ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
      FrameReader reader = new FrameReader(LIMIT, received -> {});
      channel.pipeline().addLast(reader);
      boolean measured = i % 64 == 0;
      long before = measured ? threads.getCurrentThreadAllocatedBytes() : 0;
      try {
        channel.writeInbound(buffer);
        good++;
      } catch (DecoderException e) {
        assertThat(e).hasCauseInstanceOf(MalformedInput.class);
        bad++;
      }
      if (measured) {
        allocated += threads.getCurrentThreadAllocatedBytes() - before;
        justified += 4096 + 8L * bytes.length;
      }
      channel.pipeline().remove(reader);
      channel.releaseInbound();
      assertThat(buffer.refCnt()).isZero();
    }
    assertThat(good).isGreaterThan(times / 10);
    assertThat(bad).isGreaterThan(times / 10);
    assertThat(allocated).isLessThan(justified);
  }

  private byte[] noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] valid() {
    Bytes body = Bytes.of(noise(random.nextInt(120)));
    return switch (random.nextInt(5)) {
      case 0 -> FrameCodec.encode(HELLO);
      case 1 ->
          FrameCodec.encode(new Frame.RequestFrame(random.nextLong(), random.nextInt(256), body));
      case 2 ->
          FrameCodec.encode(new Frame.ResponseFrame(random.nextLong(), random.nextBoolean(), body));
      case 3 -> FrameCodec.encode(new Frame.Heartbeat());
      default ->
          FrameCodec.encode(
              new Frame.EnvelopeFrame(
                  new Envelope(
                      random.nextInt(256), TransportTestNode.key(2), body, Signature.NONE)));
    };
  }

  /** A packet with a few bytes changed, cut off, or put in. */
  private byte[] mutated() {
    byte[] bytes = valid();
    switch (random.nextInt(4)) {
      case 0 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      case 1 -> bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length + 20));
      case 2 -> bytes[random.nextInt(Math.min(8, bytes.length))] ^= (byte) (1 << random.nextInt(8));
      default -> {
        for (int i = random.nextInt(6); i >= 0; i--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
      }
    }
    return bytes;
  }

  @Test
  void framesAfterTheHandshake() throws Exception {
    behindTheHandshake(800);
  }

  @Test
  @Tag("exhaustive")
  void aHundredThousandFramesBehindTheHandshake() throws Exception {
    behindTheHandshake(100_000);
  }

  private void behindTheHandshake(int frames) throws Exception {
    amongHonest(
        node -> {
          TlsCredentials mine = authority.issue(TransportTestNode.key(9), PeerRole.ENTITY);
          int sent = 0;
          while (sent < frames) {
            try (RawTlsPeer peer =
                RawTlsPeer.greeted(node.address, mine, TransportTestNode.key(9))) {
              boolean whole = true;
              // After the first one that is not a frame the node does not listen any more.
              for (int i = 0; whole && i < 200 && sent < frames; i++, sent++) {
                byte[] bytes = mutated();
                whole = isFrame(bytes);
                // A handshake costs more than a hundred frames: most that end it are left out.
                while (!whole && random.nextInt(16) != 0) {
                  bytes = mutated();
                  whole = isFrame(bytes);
                }
                peer.send(bytes);
              }
              peer.finish();
            } catch (IOException e) {
              // The node was faster to end it.
            }
          }
          assertThat(node.figure("medchain.transport.frames", "in"))
              .as(node.ends())
              .isGreaterThan(frames * 0.4);
          assertThat(node.closedFor(CloseReason.MALFORMED)).isGreaterThan(frames / 200);
          // Connections that end by an unexpected exception.
          assertThat(node.closedFor(CloseReason.IO)).as(node.ends()).isZero();
        });
  }

  private static boolean isFrame(byte[] bytes) {
    if (bytes.length < 5 || Unpooled.wrappedBuffer(bytes).readIntLE() != bytes.length - 4) {
      return false;
    }
    try {
      Frame packet = FrameCodec.decode(Bytes.of(Arrays.copyOfRange(bytes, 4, bytes.length)));
      return !(packet instanceof Frame.Hello);
    } catch (MalformedInput e) {
      return false;
    }
  }

  @Test
  void unauthenticatedConnections() throws Exception {
    unauthenticatedBytes(300);
  }

  @Test
  @Tag("exhaustive")
  void twentyThousandUnauthenticatedConnections() throws Exception {
    unauthenticatedBytes(20_000);
  }

  private void unauthenticatedBytes(int connections) throws Exception {
    amongHonest(
        node -> {
          for (int i = 0; i < connections; i++) {
            try (RawTlsPeer peer = RawTlsPeer.plain(node.address)) {
              switch (random.nextInt(4)) {
                case 0 -> {
                  peer.send(noise(1 + random.nextInt(2000)));
                  if (random.nextBoolean()) {
                    peer.finish();
                  }
                }
                case 1 -> peer.send(Arrays.copyOf(clientHello(), 1 + random.nextInt(60)));
                case 2 -> {
                  byte[] hello = clientHello();
                  hello[5 + random.nextInt(hello.length - 5)] ^= (byte) (1 + random.nextInt(255));
                  peer.send(hello);
                  peer.finish();
                }
                default -> {
                  // Goes without a word.
                }
              }
            } catch (IOException e) {
              // The node was faster to end it.
            }
          }
        });
  }

  /** The beginning of TLS: record and handshake headers, version, and noise for the rest. */
  private byte[] clientHello() {
    byte[] hello = noise(5 + 4 + 180);
    byte[] head = {22, 3, 1, 0, (byte) 184, 1, 0, 0, (byte) 180, 3, 3};
    System.arraycopy(head, 0, hello, 0, head.length);
    return hello;
  }

  private interface Attack {
    void against(TransportTestNode node) throws Exception;
  }

  /** While one is attacked, it and another exchange frames; afterwards nothing is left. */
  private void amongHonest(Attack attack) throws Exception {
    long pinned = PooledByteBufAllocator.DEFAULT.pinnedDirectMemory();
    try (TransportTestNode a = new TransportTestNode.TransportTestPlan(authority, 1).start();
        TransportTestNode b = new TransportTestNode.TransportTestPlan(authority, 2).start()) {
      a.join(b);
      long descriptors = descriptors();
      long links = a.opened.get();
      AtomicBoolean go = new AtomicBoolean(true);
      Thread honest = Thread.ofPlatform().start(() -> exchange(a, b, go));
      attack.against(a);
      go.set(false);
      honest.join();
      Eventually.until("strangers are gone", () -> a.transport.sockets().size() == 1);
      Eventually.until("no descriptor is left", () -> descriptors() <= descriptors + 2);

      assertThat(a.transport.link(b.key)).isPresent();
      assertThat(b.opened.get()).isEqualTo(1);
      assertThat(b.received).hasSizeGreaterThan(10);
      assertThat(a.opened.get()).isGreaterThanOrEqualTo(links);
      assertThat(a.closedFor(CloseReason.FAILED)).isZero();
    }
    Eventually.until(
        () -> "no buffer is left: " + PooledByteBufAllocator.DEFAULT.pinnedDirectMemory(),
        () -> PooledByteBufAllocator.DEFAULT.pinnedDirectMemory() <= pinned);
  }

  /** Every frame is answered by the next, so each that is lost would stop it. */
  private static void exchange(TransportTestNode a, TransportTestNode b, AtomicBoolean go) {
    for (int i = 1; go.get() || i < 20; i++) {
      int number = i;
      Eventually.until("room", () -> a.linkTo(b).send(a.message(number, 300)));
      Eventually.until(
          () -> "frame " + number + " came; ended " + b.ends(), () -> b.received.size() >= number);
    }
  }

  private static long descriptors() {
    String[] open = new File("/proc/self/fd").list();
    return open == null ? 0 : open.length;
  }
}

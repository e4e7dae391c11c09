package org.medchain.node.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.medchain.data.Bytes;
import org.medchain.data.Signature;
import org.medchain.network.Envelope;

/** PRIV-4: an eavesdropper on a connection sees neither requests nor replies. */
final class EavesdropperTest {
  private static final String SECRET = "a synthetic diagnosis that stays private";

  @Test
  void aConnectionRevealsNoContent() throws IOException {
    TestAuthority authority = new TestAuthority();
    try (TransportTestNode a = new TransportTestNode.TransportTestPlan(authority, 1).start();
        TransportTestNode b = new TransportTestNode.TransportTestPlan(authority, 2).start();
        Tap tap = new Tap(b.address)) {
      a.transport.connect(b.key, tap.address());
      Eventually.until("a link by way of the tap", () -> a.transport.link(b.key).isPresent());
      Envelope envelope = new Envelope(1, a.key, Bytes.utf8(SECRET), Signature.NONE);
      for (int i = 0; i < 20; i++) {
        a.transport.link(b.key).orElseThrow().send(envelope);
        b.transport.link(a.key).ifPresent(link -> link.send(envelope));
      }
      Eventually.until("all came", () -> b.received.size() == 20);
      String seen = tap.seen();
      assertThat(seen.length()).isGreaterThan(20 * SECRET.length());
      assertThat(seen).doesNotContain(SECRET).doesNotContain("diagnosis");
      assertThat(seen).doesNotContain(text(a.key.value())).doesNotContain(text(b.key.value()));
    }
  }

  private static String text(Bytes bytes) {
    return new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
  }

  /** Passes bytes on and keeps a copy. */
  private static final class Tap implements AutoCloseable {
    private final ServerSocket door;
    private final InetSocketAddress target;
    private final ByteArrayOutputStream copy = new ByteArrayOutputStream();

    Tap(InetSocketAddress target) throws IOException {
      this.target = target;
      this.door = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
      Thread.ofVirtual().start(this::accept);
    }

    InetSocketAddress address() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), door.getLocalPort());
    }

    private void accept() {
      try {
        while (!door.isClosed()) {
          Socket from = door.accept();
          Socket to = new Socket(target.getAddress(), target.getPort());
          Thread.ofVirtual().start(() -> pass(from, to));
          Thread.ofVirtual().start(() -> pass(to, from));
        }
      } catch (IOException e) {
        // the test is over
      }
    }

    private void pass(Socket from, Socket to) {
      byte[] buffer = new byte[8192];
      try (InputStream in = from.getInputStream();
          OutputStream out = to.getOutputStream()) {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          synchronized (copy) {
            copy.write(buffer, 0, count);
          }
          out.write(buffer, 0, count);
        }
      } catch (IOException e) {
        // one end is gone, so is the other
      }
    }

    String seen() {
      synchronized (copy) {
        return copy.toString(StandardCharsets.ISO_8859_1);
      }
    }

    @Override
    public void close() throws IOException {
      door.close();
    }
  }
}

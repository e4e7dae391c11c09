package org.medchain.node.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.medchain.node.transport.tls.TlsCredentials;

/** Connections without a certificate of the center that are opened again as soon as they end. */
final class Strangers implements AutoCloseable {
  private final AtomicLong opened = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private final Set<RawTlsPeer> open = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;

  private interface Opening {
    RawTlsPeer peer() throws IOException, GeneralSecurityException;
  }

  private Strangers(int number, Opening opening, byte[] bytes, boolean slowly) {
    for (int i = 0; i < number; i++) {
      Runnable run = () -> run(opening, bytes, slowly);
      threads.add(Thread.ofPlatform().daemon().name("stranger").start(run));
    }
  }

  /** Plain connections that send these bytes; one at a time, with pauses, if {@code slowly}. */
  static Strangers sending(InetSocketAddress to, int number, byte[] bytes, boolean slowly) {
    return new Strangers(number, () -> RawTlsPeer.plain(to), bytes, slowly);
  }

  /** Connections that end their half of TLS, with a certificate of another authority. */
  static Strangers certifiedElsewhere(InetSocketAddress to, int number, TlsCredentials trust) {
    TlsCredentials foreign =
        new TestAuthority().issue(TransportTestNode.key(99), PeerRole.CONSENSUS_NODE);
    Opening opening = () -> RawTlsPeer.tls(to, trust, Optional.of(foreign), "TLSv1.3");
    return new Strangers(number, opening, new byte[0], false);
  }

  /** How often all of them were opened. */
  long rounds() {
    return opened.get() / threads.size();
  }

  private void run(Opening opening, byte[] bytes, boolean slowly) {
    while (!ended) {
      opened.incrementAndGet();
      try (RawTlsPeer peer = opening.peer()) {
        open.add(peer);
        for (int at = 0; slowly && at < bytes.length && !ended; at++) {
          peer.send(new byte[] {bytes[at]});
          TimeUnit.MILLISECONDS.sleep(20);
        }
        if (!slowly) {
          peer.send(bytes);
        }
        if (!ended) {
          peer.awaitEnd();
        }
        open.remove(peer);
      } catch (IOException | GeneralSecurityException | InterruptedException e) {
        // Refused, as it should be.
      }
    }
  }

  @Override
  public void close() {
    ended = true;
    for (Thread each : threads) {
      try {
        for (RawTlsPeer peer : open) {
          peer.close();
        }
        each.join(TimeUnit.SECONDS.toMillis(10));
      } catch (IOException | InterruptedException e) {
        // It is not needed any more in any case.
      }
    }
  }
}

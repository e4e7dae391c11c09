package org.medchain.node.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.medchain.node.transport.TransportTestNode.TransportTestPlan;

/** CONN-21: a name is resolved when it is dialled, each time, and delays nobody else. */
class DialledNamesTest {
  private final TestAuthority authority = new TestAuthority();

  @AfterEach
  void forget() {
    MovingNames.NAMES.clear();
  }

  private TransportTestNode start(int number) {
    return new TransportTestPlan(authority, number).start();
  }

  private static InetAddress loopback(int last) throws Exception {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }

  /** OPERATING.md#moved. */
  @Test
  void anAddressThatChangesIsFollowedAtTheNextAttempt() throws Exception {
    InetAddress before = loopback(77);
    InetAddress after = loopback(1);
    MovingNames.NAMES.put("moves.test", () -> List.of(before));
    try (TransportTestNode a = start(1);
        TransportTestNode b = start(2)) {
      // Resolved once already, as an address may be that comes from elsewhere.
      InetSocketAddress named =
          new InetSocketAddress(InetAddress.getAllByName("moves.test")[0], b.address.getPort());
      assertThat(named.getAddress()).isEqualTo(before);
      a.transport.connect(b.key, named);
      a.awaitClosedFor(CloseReason.UNREACHABLE);
      MovingNames.NAMES.put("moves.test", () -> List.of(after));
      Eventually.until("the link", () -> a.transport.link(b.key).isPresent());
    }
  }

  @Test
  void everyAddressOfANameIsTried() throws Exception {
    List<InetAddress> all = List.of(loopback(77), loopback(78), loopback(1));
    MovingNames.NAMES.put("many.test", () -> all);
    try (TransportTestNode a = start(1);
        TransportTestNode b = start(2)) {
      a.transport.connect(
          b.key, InetSocketAddress.createUnresolved("many.test", b.address.getPort()));
      Eventually.until("the link", () -> a.transport.link(b.key).isPresent());
    }
  }

  @Test
  void namesThatAreNotResolvedHoldUpNothingElse() throws Exception {
    CountDownLatch resolver = new CountDownLatch(1);
    AtomicInteger waiting = new AtomicInteger();
    MovingNames.NAMES.put(
        "hangs.test",
        () -> {
          waiting.incrementAndGet();
          try {
            resolver.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the transport ends
          }
          return List.of();
        });
    try (TransportTestNode a = start(1);
        TransportTestNode b = start(2)) {
      int more = 8;
      for (int i = 0; i < more; i++) {
        a.transport.connect(
            TransportTestNode.key(10 + i), InetSocketAddress.createUnresolved("hangs.test", 1));
      }
      Eventually.until("a name is asked for", () -> waiting.get() > 0);
      a.join(b);
      assertThat(b.transport.link(a.key)).isPresent();
    } finally {
      resolver.countDown();
    }
  }

  @Test
  void whoIsNoLongerWantedIsNotConnectedWhenItsNameIsResolved() throws Exception {
    CountDownLatch resolver = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    InetAddress there = loopback(1);
    MovingNames.NAMES.put(
        "late.test",
        () -> {
          asked.countDown();
          try {
            resolver.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return List.of(there);
        });
    try (TransportTestNode a = start(1);
        TransportTestNode b = start(2);
        TransportTestNode c = start(3)) {
      a.transport.connect(
          b.key, InetSocketAddress.createUnresolved("late.test", b.address.getPort()));
      asked.await();
      a.transport.disconnect(b.key);
      a.join(c); // by then the thread has done what came before
      resolver.countDown();
      a.join(c);
      assertThat(a.transport.link(b.key)).isEmpty();
    } finally {
      resolver.countDown();
    }
  }
}

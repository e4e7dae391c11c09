package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;
import org.medchain.node.ledger.HeadersResponse;
import org.medchain.node.ledger.TestScheme;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcMethod;

/** NODE-14: a node that executes nothing asks, and names those that have more than it has. */
class MemberPollTest {
  private static final long PATIENCE_NS = 60_000_000_000L;
  private static final TestScheme SCHEME = new TestScheme();

  private final List<PublicKey> keys =
      Stream.of("a", "b", "c", "d", "stranger")
          .map(each -> SCHEME.named(each).publicKey())
          .toList();
  private final Membership members = new Membership(keys.subList(0, 4));
  private final Map<PublicKey, Bytes> answers = new ConcurrentHashMap<>();
  private final Set<PublicKey> asked = ConcurrentHashMap.newKeySet();
  private final Set<PublicKey> named = ConcurrentHashMap.newKeySet();
  private final AtomicLong own = new AtomicLong();
  private final EventLoop loop = new DefaultEventLoop();
  private final ReportedHeights heights = new ReportedHeights(() -> members, 1);
  private final MemberPoll poll =
      new MemberPoll(
          loop,
          new Answers(),
          () -> members,
          heights,
          Optional.empty(),
          own::get,
          System::nanoTime,
          named::add);

  /** All but the first of the members, and a stranger, are connected. */
  private final class Answers implements RpcClient {
    @Override
    public List<Peer> peers() {
      return keys.subList(1, keys.size()).stream().map(MemberPollTest::peer).toList();
    }

    @Override
    public CompletableFuture<Bytes> call(PublicKey peer, RpcMethod topic, Bytes question) {
      asked.add(peer);
      return CompletableFuture.completedFuture(answers.getOrDefault(peer, Bytes.EMPTY));
    }
  }

  private static Peer peer(PublicKey key) {
    return new Peer(key, PeerRole.CONSENSUS_NODE, BigInteger.ONE);
  }

  private static Bytes head(long height) {
    return new HeadersResponse(height, List.of(), Optional.empty()).encoded();
  }

  private static void await(BooleanSupplier reached) throws InterruptedException {
    long endNs = System.nanoTime() + PATIENCE_NS;
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(endNs);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    loop.submit(poll::close).sync();
    var unused = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  @Test
  void thoseThatAreFurtherAreNamedWhileNothingHappens() throws Exception {
    own.set(3);
    answers.put(keys.get(1), head(5));
    answers.put(keys.get(2), head(6));
    answers.put(keys.get(3), head(2));
    poll.start(loop);

    await(() -> heights.reporting() == 3);
    assertThat(heights.attestedHeight()).isEqualTo(5);
    await(() -> named.size() == 2);
    assertThat(named).containsExactlyInAnyOrder(keys.get(1), keys.get(2));
    assertThat(asked).doesNotContain(keys.get(4));

    own.set(5);
    await(() -> heightsAreSettled());
    named.clear();
    TimeUnit.SECONDS.sleep(2);
    assertThat(named).as("it has what f + 1 report").isEmpty();
  }

  /** Two rounds later it knows its own new height. */
  private boolean heightsAreSettled() {
    asked.clear();
    try {
      await(() -> asked.size() == 3);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  @Test
  void aNewConnectionIsAskedAtOnceAndNonsenseSaysNothing() throws Exception {
    answers.put(keys.get(1), Bytes.utf8("no answer of this kind"));
    answers.put(keys.get(2), head(7));
    loop.submit(() -> keys.forEach(each -> poll.opened(peer(each)))).sync();

    await(() -> heights.reporting() == 1);
    assertThat(asked).doesNotContain(keys.get(4));
    assertThat(heights.attestedHeight()).as("one of four is not enough").isZero();
    loop.submit(() -> poll.closed(peer(keys.get(2)))).sync();
    assertThat(heights.reporting()).as("another connection is there").isEqualTo(1);
    loop.submit(() -> poll.closed(peer(keys.get(0)))).sync();
    assertThat(heights.reporting()).isEqualTo(1);
  }
}

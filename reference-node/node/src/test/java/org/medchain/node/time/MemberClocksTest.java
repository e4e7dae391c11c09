package org.medchain.node.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;
import org.medchain.node.agency.LedgerQueryResponse;
import org.medchain.node.ledger.TestScheme;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcMethod;

/** TIME-2: by how much a node's clock is off, and that f members cannot move it. */
class MemberClocksTest {
  private static final long NOW_MS = 1_700_000_000_000L;
  private static final TestScheme SCHEME = new TestScheme();

  private final List<PublicKey> keys =
      Stream.of("own", "b", "c", "d", "stranger")
          .map(each -> SCHEME.named(each).publicKey())
          .toList();
  private final Membership members = new Membership(keys.subList(0, 4));
  private final Map<PublicKey, Bytes> answers = new HashMap<>();
  private final List<PublicKey> connected = new ArrayList<>(keys.subList(1, keys.size()));
  private final List<PublicKey> silent = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ManualThread thread = new ManualThread();
  private long ownMs = NOW_MS;

  private final class Answers implements RpcClient {
    @Override
    public List<Peer> peers() {
      return connected.stream()
          .map(key -> new Peer(key, PeerRole.CONSENSUS_NODE, BigInteger.ONE))
          .toList();
    }

    @Override
    public CompletableFuture<Bytes> call(PublicKey peer, RpcMethod topic, Bytes question) {
      if (silent.contains(peer)) {
        return CompletableFuture.failedFuture(new IOException("no reply in time"));
      }
      return answers.containsKey(peer)
          ? CompletableFuture.completedFuture(answers.get(peer))
          : CompletableFuture.failedFuture(new RefusedException("busy"));
    }
  }

  /** Everything on the calling thread; rounds when they are wanted. */
  private static final class ManualThread extends ScheduledThreadPoolExecutor {
    private Runnable round = () -> {};

    ManualThread() {
      super(0);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(
        Runnable command, long first, long pause, TimeUnit unit) {
      round = command;
      return null;
    }

    @Override
    public void execute(Runnable task) {
      task.run();
    }
  }

  private MemberClocks started() {
    MemberClocks clocks =
        new MemberClocks(
            thread, new Answers(), () -> members, () -> ownMs, key -> keys.indexOf(key), meters);
    clocks.start();
    return clocks;
  }

  private void say(int member, long aheadMs) {
    answers.put(
        keys.get(member), new LedgerQueryResponse.ClockResponse(NOW_MS + aheadMs).encoded());
  }

  /** Asks, and looks at the answers. */
  private void rounds() {
    thread.round.run();
    thread.round.run();
  }

  @Example
  void whatTwoOfThreeOthersShowIsTheOffset() {
    MemberClocks clocks = started();
    say(1, 7_200_000);
    say(2, 3_600_000);
    say(3, 5);
    rounds();
    assertThat(clocks.offsetMs()).isEqualTo(3_600_000);
    assertThat(meters.get("medchain.node.clock.offset").gauge().value()).isEqualTo(3600);
    ownMs += 3_600_000;
    rounds();
    assertThat(clocks.offsetMs()).as("its clock was set right").isZero();
  }

  @Example
  void strangersOlderNodesAndNonsenseShowNothing() {
    MemberClocks clocks = started();
    say(4, 3_600_000);
    say(3, 3_600_000);
    answers.put(keys.get(2), Bytes.utf8("?"));
    rounds();
    assertThat(clocks.offsetMs()).isZero();
    answers.put(keys.get(2), new LedgerQueryResponse.ClockResponse(Long.MIN_VALUE).encoded());
    rounds();
    assertThat(clocks.offsetMs()).isZero();
  }

  /** A refusal, which a busy member or this process itself gives, compares no clock. */
  @Example
  void onlyATimeIsAnAnswer() {
    silent.addAll(keys.subList(1, 3));
    MemberClocks clocks = started();
    rounds();
    assertThat(clocks.answers()).as("silence, and a refusal").isZero();
    silent.clear();
    say(1, 5);
    clocks.opened(new Peer(keys.get(1), PeerRole.CONSENSUS_NODE, BigInteger.ONE));
    assertThat(clocks.answers()).as("asked as soon as it is connected").isEqualTo(1);
    say(2, 5);
    rounds();
    assertThat(clocks.answers()).isEqualTo(2);
    connected.remove(keys.get(1));
    rounds();
    assertThat(clocks.answers()).isEqualTo(1);
  }

  @Example
  void whoIsGoneCountsNoMore() {
    MemberClocks clocks = started();
    say(1, 60_000);
    say(2, 60_000);
    rounds();
    assertThat(clocks.offsetMs()).isEqualTo(60_000);
    connected.remove(keys.get(1));
    thread.round.run();
    assertThat(clocks.offsetMs()).as("a single one may lie").isZero();
    assertThat(meters.find("medchain.peer.behind").gauges()).hasSize(2);
  }

  /** f of n = 3 f + 1 lie as they like; the 2 f others are honest. */
  @Property
  void noFMembersMoveItBeyondTheOthers(
      @ForAll @IntRange(min = 1, max = 5) int f,
      @ForAll @Size(10) List<@LongRange(min = -100_000, max = 100_000) Long> clocks,
      @ForAll @Size(5) List<Long> lies) {
    List<Long> honest = clocks.subList(0, 2 * f);
    List<Long> shown = new ArrayList<>(honest);
    shown.addAll(lies.subList(0, f));
    long lowest = honest.stream().mapToLong(each -> each).min().orElseThrow();
    long highest = honest.stream().mapToLong(each -> each).max().orElseThrow();
    long offset = MemberClocks.agreedOffset(shown, f + 1);
    assertThat(offset).isBetween(Math.min(0, lowest), Math.max(0, highest));
    if (lowest > 0) {
      assertThat(offset).as("nor hide that it is behind").isGreaterThanOrEqualTo(lowest);
    } else if (highest < 0) {
      assertThat(offset).as("nor that it is ahead").isLessThanOrEqualTo(highest);
    }
    assertThat(MemberClocks.agreedOffset(lies.subList(0, f), f + 1)).isZero();
  }
}

package org.medchain.node.time;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.medchain.consensus.QuorumSizes;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;
import org.medchain.node.admission.CallKind;
import org.medchain.node.agency.LedgerQuery;
import org.medchain.node.agency.LedgerQueryResponse;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RpcClient;

/**
 * Asks the connected members for their clocks, and so for the round trip to them: by how much this
 * node's clock differs from what f + 1 of them show (TIME-2). On one thread, except for reading.
 */
public final class MemberClocks {
  private static final long PAUSE_MS = 2_000;

  private final ScheduledExecutorService loop;
  private final RpcClient asker;
  private final Supplier<Membership> members;
  private final LongSupplier ownMs;
  private final ToLongFunction<PublicKey> behind;
  private final MeterRegistry meters;
  private final MultiGauge lag;

  /** How far each connected member's clock is ahead of this node's, in ms. */
  private final Map<PublicKey, Long> offsets = new HashMap<>();

  private volatile int answers;
  private volatile long offsetMs;

  /**
   * Clocks that are not asked for yet.
   *
   * @param loop the thread
   * @param asker connected to members
   * @param ownMs the time as this node has it, which never goes back
   * @param behind how many blocks a member lacks of those here; on the thread
   */
  public MemberClocks(
      ScheduledExecutorService loop,
      RpcClient asker,
      Supplier<Membership> members,
      LongSupplier ownMs,
      ToLongFunction<PublicKey> behind,
      MeterRegistry meters) {
    this.loop = loop;
    this.asker = asker;
    this.members = members;
    this.ownMs = ownMs;
    this.behind = behind;
    this.meters = meters;
    this.lag = MultiGauge.builder("medchain.peer.behind").register(meters);
    Gauge.builder("medchain.node.clock.offset", () -> offsetMs / 1e3).register(meters);
  }

  /** Begins to ask, for as long as the thread runs. */
  public void start() {
    var unused = loop.scheduleWithFixedDelay(this::round, 0, PAUSE_MS, TimeUnit.MILLISECONDS);
  }

  private void round() {
    List<PublicKey> connected = connected();
    conclude(connected);
    lag.register(
        connected.stream()
            .map(key -> MultiGauge.Row.of(tags(key), behind.applyAsLong(key)))
            .toList(),
        true);
    connected.forEach(this::ask);
  }

  private List<PublicKey> connected() {
    Membership now = members.get();
    return asker.peers().stream().map(Peer::key).filter(now::contains).distinct().toList();
  }

  private void conclude(List<PublicKey> connected) {
    offsets.keySet().retainAll(connected);
    offsetMs = agreedOffset(offsets.values(), new QuorumSizes(members.get().size()).weak());
    answers = offsets.size();
  }

  /** Asks a peer that has just been connected, if it is a member; on the thread. */
  public void opened(Peer peer) {
    if (members.get().contains(peer.key())) {
      ask(peer.key());
    }
  }

  private static Tags tags(PublicKey peer) {
    return Tags.of("peer", peer.brief());
  }

  private void ask(PublicKey member) {
    long sentNs = System.nanoTime();
    long sentMs = ownMs.getAsLong();
    var unused =
        asker
            .call(member, CallKind.QUERY.method(), new LedgerQuery.ClockQuery().encoded())
            .whenComplete(
                (answer, failure) -> {
                  if (failure == null) {
                    meters
                        .timer("medchain.peer.round.trip", tags(member))
                        .record(System.nanoTime() - sentNs, TimeUnit.NANOSECONDS);
                    loop.execute(() -> answered(member, sentMs, answer));
                  }
                });
  }

  /** The clock was read between question and answer; so much in its favour. */
  private void answered(PublicKey member, long sentMs, Bytes answer) {
    try {
      if (Decoder.decode(answer, LedgerQueryResponse.CODEC::decode)
          instanceof LedgerQueryResponse.ClockResponse clock) {
        long theirsMs = Math.max(0, clock.nowMs());
        offsets.put(member, Math.clamp(0L, theirsMs - ownMs.getAsLong(), theirsMs - sentMs));
        conclude(connected());
      }
    } catch (MalformedInput e) {
      offsets.remove(member);
      conclude(connected());
    }
  }

  /** How many of the members that are connected have answered so far; for any thread. */
  public int answers() {
    return answers;
  }

  /**
   * The offset nearest to 0 that f + 1 members show or exceed on that side, so an honest one; 0 if
   * there is none, or fewer answered. No f of them can move it beyond those of the others.
   *
   * @param weak f + 1
   */
  static long agreedOffset(Collection<Long> shown, int weak) {
    long[] sorted = shown.stream().mapToLong(Long::longValue).sorted().toArray();
    if (sorted.length < weak) {
      return 0;
    }
    long below = sorted[weak - 1];
    long above = sorted[sorted.length - weak];
    return Math.clamp(0L, Math.min(below, above), Math.max(below, above));
  }

  /** By how much the members' clocks are ahead of this node's, in ms; for any thread. */
  public long offsetMs() {
    return offsetMs;
  }
}

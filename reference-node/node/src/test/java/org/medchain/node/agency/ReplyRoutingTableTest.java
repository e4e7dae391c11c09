package org.medchain.node.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;

/** AGENCY-3, AGENCY-4: the askers and their requests, within bounds. */
class ReplyRoutingTableTest {
  private static final int MOST = 6;
  private static final int SHARE = 3;
  private static final long KEEP_NS = 50;

  record Step(int kind, int asker, int request, int pause) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 9),
            Arbitraries.integers().between(0, 12))
        .as(Step::new)
        .list()
        .ofMaxSize(80);
  }

  private static RequestId request(int number) {
    return new RequestId(new PublicKey(Hash.of(Bytes.utf8("sender")).toBytes()), number + 1L);
  }

  private static Hash id(int number) {
    return Hash.of(Bytes.utf8("request " + number));
  }

  private static final class Plain {
    final Set<Integer> askers = new LinkedHashSet<>();
    final Set<Integer> answered = new LinkedHashSet<>();
    long sinceNs;
  }

  /** Against a table that looks through everything each time. */
  @Property(seed = "12", tries = 600)
  void asAPlainTable(@ForAll("steps") List<Step> steps) {
    ReplyRoutingTable<Integer> askers = new ReplyRoutingTable<>(limits(MOST, SHARE));
    Map<Integer, Plain> plain = new LinkedHashMap<>();
    long nowNs = 0;
    for (Step step : steps) {
      nowNs += step.pause();
      switch (step.kind()) {
        case 0, 1 -> {
          boolean taken =
              askers
                  .register(step.asker(), request(step.request()), id(step.request()), nowNs)
                  .isEmpty();
          assertThat(taken).isEqualTo(ask(plain, step, nowNs));
        }
        case 2 -> {
          List<Integer> told = askers.replyReceived(request(step.request()), step.asker(), 2);
          Plain entry = plain.get(step.request());
          assertThat(told).isEqualTo(entry == null ? List.of() : new ArrayList<>(entry.askers));
          if (entry != null && entry.answered.add(step.asker()) && entry.answered.size() >= 2) {
            plain.remove(step.request());
          }
        }
        default -> {
          askers.removeRequester(step.asker());
          plain.values().forEach(each -> each.askers.remove(step.asker()));
          plain.values().removeIf(each -> each.askers.isEmpty());
        }
      }
      assertThat(askers.size()).isEqualTo(plain.size()).isLessThanOrEqualTo(MOST);
      for (int number = 0; number < 10; number++) {
        Plain entry = plain.get(number);
        assertThat(askers.requestersOf(id(number)))
            .isEqualTo(entry == null ? List.of() : new ArrayList<>(entry.askers));
      }
    }
  }

  private static boolean ask(Map<Integer, Plain> plain, Step step, long nowNs) {
    plain.values().removeIf(each -> nowNs - each.sinceNs >= KEEP_NS);
    Plain entry = plain.get(step.request());
    boolean isNew = entry == null || !entry.askers.contains(step.asker());
    long share = plain.values().stream().filter(e -> e.askers.contains(step.asker())).count();
    if ((isNew && share >= SHARE) || (entry == null && plain.size() >= MOST)) {
      return false;
    }
    entry = entry == null ? new Plain() : plain.remove(step.request());
    entry.askers.add(step.asker());
    entry.sinceNs = nowNs;
    plain.put(step.request(), entry);
    return true;
  }

  /** A flood of one client fills its own share only. */
  @Example
  void aFloodCostsItsSenderAlone() {
    ReplyRoutingTable<String> askers = new ReplyRoutingTable<>(limits(100, 10));
    int taken = 0;
    for (int i = 0; i < 10_000; i++) {
      taken += askers.register("flood", request(i), id(i), 0).isEmpty() ? 1 : 0;
    }
    assertThat(taken).isEqualTo(10);
    assertThat(askers.register("other", request(20_000), id(20_000), 0)).isEmpty();
    assertThat(askers.register("flood", request(20_001), id(20_001), KEEP_NS)).isEmpty();
    assertThat(askers.size()).isEqualTo(1);
  }

  /** A second sender of a request does not evict the first for good, nor add endless entries. */
  @Example
  void oneRequestHasFewAskers() {
    ReplyRoutingTable<Integer> askers = new ReplyRoutingTable<>(limits(100, 100));
    for (int i = 0; i < 50; i++) {
      assertThat(askers.register(i, request(1), id(1), 0)).isEmpty();
    }
    assertThat(askers.requestersOf(id(1))).containsExactly(46, 47, 48, 49);
    assertThat(askers.waitingRequesters()).containsExactlyInAnyOrder(46, 47, 48, 49);
  }

  /** A second's refusals, and no more. */
  @Example
  void refusalsAreCounted() {
    PerPeerRateLimiter<String> allowance = new PerPeerRateLimiter<>(2);
    assertThat(allowance.tryAcquire("a", 0)).isTrue();
    assertThat(allowance.tryAcquire("a", 1)).isTrue();
    assertThat(allowance.tryAcquire("a", 2)).isFalse();
    assertThat(allowance.tryAcquire("b", 3)).isTrue();
    assertThat(allowance.tryAcquire("a", 1_000_000_000L)).isTrue();
  }

  private static AgencyLimits limits(int most, int share) {
    return new AgencyLimits(1 << 20, most, share, KEEP_NS, 1);
  }
}

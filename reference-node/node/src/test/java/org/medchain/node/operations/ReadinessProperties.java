package org.medchain.node.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.medchain.node.operations.Readiness.ReadinessInputs;
import org.medchain.node.operations.Readiness.ReadinessRule;

/** When a node says that it takes part (OPS-3). */
class ReadinessProperties {
  private static final ReadinessRule RULE = new ReadinessRule(20, 1000);

  /** A moment: how long after the last one, and what was seen. */
  record Moment(long afterNs, ReadinessInputs seen) {}

  @Provide
  Arbitrary<ReadinessInputs> seen() {
    return Combinators.combine(
            Arbitraries.of("", "", "", "a force failed"),
            Arbitraries.integers().between(3, 7),
            Arbitraries.of(true, false),
            Arbitraries.integers().between(0, 9),
            Arbitraries.longs().between(0, 60),
            Arbitraries.longs().between(0, 60))
        .as(ReadinessInputs::new);
  }

  @Provide
  Arbitrary<List<Moment>> moments() {
    return Combinators.combine(Arbitraries.longs().between(0, 700), seen())
        .as(Moment::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  /** The rule said again over the whole history. */
  private static boolean expected(List<Moment> history) {
    ReadinessInputs last = history.get(history.size() - 1).seen();
    boolean reaches = last.connected() + (last.member() ? 1 : 0) >= last.requiredPeers();
    long farBehindNs = -1;
    for (Moment moment : history) {
      boolean far = moment.seen().attestedHeight() - moment.seen().height() > 20;
      if (!far) {
        farBehindNs = -1;
      } else {
        farBehindNs = farBehindNs < 0 ? 0 : farBehindNs + moment.afterNs();
      }
    }
    return last.storeError().isEmpty() && reaches && farBehindNs < 1000;
  }

  @Property
  void readyIfTheStoreWorksAQuorumIsReachedAndItDoesNotLagForLong(
      @ForAll("moments") List<Moment> history,
      @ForAll @LongRange(min = -500, max = 500) long begin) {
    Readiness readiness = Readiness.starting(RULE);
    long nowNs = begin;
    for (Moment moment : history) {
      nowNs += moment.afterNs();
      readiness = readiness.update(nowNs, moment.seen());
    }

    assertThat(readiness.ready()).isEqualTo(expected(history));
    assertThat(readiness.reason().isEmpty()).isEqualTo(readiness.ready());
    assertThat(readiness.reason()).doesNotContain("\n");
  }

  @Property
  void oneMoreConnectionNeverHarms(@ForAll("seen") ReadinessInputs seen) {
    ReadinessInputs more =
        new ReadinessInputs(
            seen.storeError(),
            seen.requiredPeers(),
            seen.member(),
            seen.connected() + 1,
            seen.height(),
            seen.attestedHeight());
    boolean before = Readiness.starting(RULE).update(0, seen).ready();

    assertThat(!before || Readiness.starting(RULE).update(0, more).ready()).isTrue();
  }

  @Property
  void isolatedNodeIsNotReady(@ForAll @IntRange(min = 2, max = 100) int needed) {
    assertThat(
            Readiness.starting(RULE)
                .update(0, new ReadinessInputs("", needed, true, 0, 5, 5))
                .reason())
        .isEqualTo("reaches 1 of the " + needed + " members of a quorum");
  }

  @Example
  void aNodeThatHasNotLookedAroundIsNotReady() {
    assertThat(Readiness.starting(RULE).ready()).isFalse();
    assertThat(Readiness.starting(RULE).reason()).isEqualTo("starting");
  }

  @Example
  void theReasonIsReported() {
    ReadinessInputs behind = new ReadinessInputs("", 3, true, 2, 10, 400);
    Readiness first = Readiness.starting(RULE).update(0, behind);

    assertThat(first.ready()).isTrue();
    assertThat(first.update(1000, behind).reason()).isEqualTo("390 blocks behind height 400");
    assertThat(
            first.update(1000, new ReadinessInputs("no space left", 3, true, 2, 10, 10)).reason())
        .isEqualTo("store: no space left");
  }
}

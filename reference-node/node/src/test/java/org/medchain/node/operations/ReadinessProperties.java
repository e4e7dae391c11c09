package org.medchain.node.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.LongRange;
import org.medchain.node.operations.Readiness.ReadinessInputs;

/** When a node says that it takes part, and in which state it is otherwise (OPS-3, NODE-15). */
class ReadinessProperties {
  private static final long PACE_NS = 1000;

  private Readiness now = Readiness.starting(PACE_NS);

  /** A moment: how long after the last one, and the observations. */
  record Moment(long afterNs, ReadinessInputs seen) {}

  @Provide
  Arbitrary<ReadinessInputs> seen() {
    return Combinators.combine(
            fault("a force failed"),
            fault("the disk sleeps"),
            Combinators.combine(
                    fault("a quorum lacks what is certified here"),
                    fault("its votes are lost"),
                    fault("its clock is 11.0 s behind"))
                .as(Tuple::of),
            Arbitraries.integers().between(2, 4),
            Arbitraries.integers().between(0, 5),
            Arbitraries.of(0, 0, 0, 1),
            Arbitraries.longs().between(0, 6),
            Arbitraries.longs().between(0, 6))
        .as(
            (failure, stalled, others, needed, connected, unheard, height, attested) ->
                new ReadinessInputs(
                    failure,
                    stalled,
                    others.get1(),
                    others.get2(),
                    others.get3(),
                    needed,
                    true,
                    connected,
                    unheard,
                    height,
                    attested));
  }

  private static Arbitrary<Optional<String>> fault(String text) {
    return Arbitraries.frequency(Tuple.of(9, ""), Tuple.of(1, text))
        .map(each -> each.isEmpty() ? Optional.empty() : Optional.of(each));
  }

  @Provide
  Arbitrary<List<Moment>> moments() {
    return Combinators.combine(Arbitraries.longs().between(0, 700), seen())
        .as(Moment::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  private static ReadinessInputs at(long height, long attested) {
    return connected(2, 0, height, attested);
  }

  private static ReadinessInputs connected(int links, int unheard, long height, long attested) {
    return new ReadinessInputs(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        3,
        true,
        links,
        unheard,
        height,
        attested);
  }

  private NodeState seeing(long nowNs, ReadinessInputs seen) {
    now = now.update(nowNs, seen);
    return now.state();
  }

  /** A node without a lag that hears all is ready, after any past. */
  @Property
  void whoLacksNothingAndHearsAllIsReady(@ForAll("moments") List<Moment> history) {
    now = after(history, 0);

    assertThat(seeing(1_000_000, at(7, 7))).isEqualTo(NodeState.READY);
  }

  /** After any past: no ready node has a fault, reaches too few, or lacks blocks for long. */
  @Property
  void nobodyIsReadyWithoutAllOfIt(
      @ForAll("moments") List<Moment> history,
      @ForAll @LongRange(min = -500, max = 500) long begin) {
    Readiness last = after(history, begin);
    ReadinessInputs seen = history.get(history.size() - 1).seen();

    assertThat(last.reason().isEmpty()).isEqualTo(last.ready());
    assertThat(last.reason()).doesNotContain("\n");
    assertThat(last.behind()).isEqualTo(Math.max(0, seen.attestedHeight() - seen.height()));
    if (last.ready()) {
      assertThat(seen.failure()).isEmpty();
      assertThat(seen.stalled()).isEmpty();
      assertThat(seen.alarm()).isEmpty();
      assertThat(seen.recovering()).isEmpty();
      assertThat(seen.skewed()).isEmpty();
      assertThat(seen.connected() + 1).isGreaterThanOrEqualTo(seen.requiredPeers());
      assertThat(last.behind() > 0 && history.size() == 1).isFalse();
      assertThat(last.behind() > 0 && stuckNs(history) > PACE_NS).isFalse();
    }
  }

  private static Readiness after(List<Moment> history, long begin) {
    Readiness readiness = Readiness.starting(PACE_NS);
    long nowNs = begin;
    for (Moment moment : history) {
      nowNs += moment.afterNs();
      readiness = readiness.update(nowNs, moment.seen());
    }
    return readiness;
  }

  /** For how long it has been at one height, or lower, with a higher one reported. */
  private static long stuckNs(List<Moment> history) {
    long stuckNs = -1;
    long goal = 0;
    for (Moment moment : history) {
      long attested = moment.seen().attestedHeight();
      if (moment.seen().height() >= attested) {
        stuckNs = -1;
      } else if (stuckNs < 0 || moment.seen().height() >= goal) {
        stuckNs = 0;
        goal = attested;
      } else {
        stuckNs += moment.afterNs();
      }
    }
    return stuckNs;
  }

  @Property
  void oneMoreConnectionNeverHarms(@ForAll("seen") ReadinessInputs seen) {
    ReadinessInputs more =
        new ReadinessInputs(
            seen.failure(),
            seen.stalled(),
            seen.alarm(),
            seen.recovering(),
            seen.skewed(),
            seen.requiredPeers(),
            seen.member(),
            seen.connected() + 1,
            seen.unheard(),
            seen.height(),
            seen.attestedHeight());
    boolean before = Readiness.starting(PACE_NS).update(0, seen).ready();

    assertThat(!before || Readiness.starting(PACE_NS).update(0, more).ready()).isTrue();
  }

  /** One block is enough: an idle cluster sends nothing that would close the gap later. */
  @Example
  void aRestartedNodeIsSyncingUntilItHasAll() {
    assertThat(seeing(0, connected(2, 1, 1, 0))).isEqualTo(NodeState.SYNCING);
    assertThat(now.reason()).isEqualTo("waits for the heights or clocks of 1 more members");
    assertThat(seeing(1, at(1, 2))).isEqualTo(NodeState.SYNCING);
    assertThat(now.reason()).isEqualTo("1 blocks behind height 2");
    assertThat(seeing(1_000_000, at(1, 2))).isEqualTo(NodeState.SYNCING);
    assertThat(seeing(1_000_001, at(2, 2))).isEqualTo(NodeState.READY);
  }

  /** Under load nobody is ever where the others were heard last. */
  @Example
  void aNodeThatKeepsPaceIsReady() {
    assertThat(seeing(0, at(10, 400))).isEqualTo(NodeState.SYNCING);
    assertThat(seeing(5000, at(400, 600))).as("slow so far").isEqualTo(NodeState.SYNCING);
    assertThat(seeing(5500, at(600, 610))).isEqualTo(NodeState.READY);
    assertThat(seeing(6500, at(609, 620))).as("in time still").isEqualTo(NodeState.READY);
    assertThat(seeing(6501, at(609, 630))).isEqualTo(NodeState.SYNCING);
    assertThat(now.reason()).isEqualTo("21 blocks behind height 630");
  }

  /** Back from an isolation, a node waits for the others' present heights. */
  @Example
  void afterAnIsolationAllIsOpen() {
    assertThat(seeing(0, at(5, 5))).isEqualTo(NodeState.READY);
    assertThat(seeing(1, connected(1, 1, 5, 5))).isEqualTo(NodeState.ISOLATED);
    assertThat(seeing(2, connected(2, 1, 5, 5))).isEqualTo(NodeState.SYNCING);
    assertThat(seeing(3, at(5, 83))).isEqualTo(NodeState.SYNCING);
    assertThat(now.behind()).isEqualTo(78);
    assertThat(seeing(4, at(83, 83))).isEqualTo(NodeState.READY);
    assertThat(seeing(5, connected(2, 1, 83, 83))).as("one link less").isEqualTo(NodeState.READY);
  }

  @SafeVarargs
  private static ReadinessInputs faults(Optional<String>... each) {
    return new ReadinessInputs(each[0], each[1], each[2], each[3], each[4], 3, true, 2, 0, 5, 5);
  }

  @Example
  void faultsHaveTheirWords() {
    ReadinessInputs seen = at(5, 5);
    Optional<String> fault = Optional.of("no space left");
    Optional<String> none = Optional.empty();
    assertThat(seeing(0, faults(fault, fault, fault, fault, fault))).isEqualTo(NodeState.FAILED);
    assertThat(seeing(1, faults(none, fault, fault, fault, fault))).isEqualTo(NodeState.STALLED);
    ReadinessInputs alone =
        new ReadinessInputs(none, none, fault, fault, fault, 3, true, 0, 0, 5, 5);
    assertThat(seeing(2, alone)).as("NODE-17: even without connections").isEqualTo(NodeState.ALARM);
    assertThat(seeing(2, faults(none, none, none, fault, fault))).isEqualTo(NodeState.SKEWED);
    assertThat(seeing(2, faults(none, none, none, fault, none))).isEqualTo(NodeState.RECOVERING);
    assertThat(now.reason()).isEqualTo("no space left");
    assertThat(seeing(3, seen)).isEqualTo(NodeState.READY);
  }
}

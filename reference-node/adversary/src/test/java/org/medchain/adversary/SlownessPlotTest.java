package org.medchain.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Timer;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;

/** ADV-11, of a replica that says the same at each step: its messages and their times. */
class SlownessPlotTest {
  private static final long START_NS = 1_000;
  private static final KeyPair SELF = TestNetwork.keys("node 0");
  private static final PublicKey PEER = TestNetwork.keys("node 1").publicKey();
  private static final Timer OWN = new Timer("own", 1);

  private static final Prepare VOTE = new Prepare(0, 1, Hash.ZERO);
  private static final Envelope SEALED = Envelope.seal(TestNetwork.SCHEME, Hash.ZERO, SELF, VOTE);
  private static final List<DurabilityToken> WAITS = List.of(new DurabilityToken(7));

  private static final List<Output> LEAVING =
      List.of(
          new Output.Send(PEER, SEALED, WAITS),
          new Output.Broadcast(SEALED, WAITS),
          new Output.Reply(PEER, VOTE, WAITS),
          new Output.ServeSnapshot(PEER, 4, 2));

  private static final List<Output> STAYING =
      List.of(
          new Output.Persist(new DurabilityToken(7), Bytes.EMPTY),
          new Output.Sign(VOTE),
          new Output.StartTimer(OWN, 5),
          new Output.StopTimer(OWN),
          new Output.Revert(3));

  /** The member, and when its timers are due. */
  private static final class Slow {
    private final Replica member;
    private final TreeMap<Long, List<Timer>> due = new TreeMap<>();
    private long nowNs = START_NS;

    Slow(ActivePeriod period, long leastNs, long mostNs, long seed, List<Output> says) {
      Replica correct = input -> input instanceof Input.Started ? says : List.of();
      AdversarySetup surroundings =
          new AdversarySetup(
              TestNetwork.members(4),
              ConsensusTestChain.parameters(4, Difficulty.NONE),
              SELF.publicKey(),
              List.of(),
              seed);
      member =
          AdversaryFactory.wrap(
              period,
              List.of(new ByzantineBehaviour.Slowness(leastNs / 1e6, mostNs / 1e6)),
              correct,
              surroundings);
    }

    /** The outputs after an input; the attack's own timers are noted. */
    List<Output> step(Input input) {
      List<Output> rest = new ArrayList<>();
      for (Output output : member.step(input)) {
        if (output instanceof Output.StartTimer start && !start.timer().equals(OWN)) {
          due.computeIfAbsent(nowNs + start.delayNs(), key -> new ArrayList<>()).add(start.timer());
        } else {
          rest.add(output);
        }
      }
      return rest;
    }

    /** When what leaves, by the time since the start. */
    Map<Long, List<Output>> departures() {
      Map<Long, List<Output>> departures = new TreeMap<>();
      while (!due.isEmpty()) {
        Map.Entry<Long, List<Timer>> next = due.pollFirstEntry();
        nowNs = next.getKey();
        List<Output> left = new ArrayList<>();
        next.getValue().forEach(timer -> left.addAll(step(new Input.TimerFired(nowNs, timer))));
        departures.put(nowNs - START_NS, left);
      }
      return departures;
    }
  }

  @Property(seed = "24", tries = 100)
  void whatLeavesIsLateWithinTheBoundsAndWhatStaysIsNot(
      @ForAll @LongRange(max = 1_000_000_000) long leastNs,
      @ForAll @LongRange(max = 1_000_000_000) long widthNs,
      @ForAll long seed) {
    List<Output> says = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      says.addAll(LEAVING);
      says.addAll(STAYING);
    }
    Slow slow = new Slow(ActivePeriod.ALWAYS, leastNs, leastNs + widthNs, seed, says);
    List<Output> atOnce = slow.step(new Input.Started(START_NS));
    assertThat(atOnce)
        .containsExactlyElementsOf(
            Collections.nCopies(5, STAYING).stream().flatMap(List::stream).toList());
    Map<Long, List<Output>> departures = slow.departures();
    assertThat(departures.keySet())
        .allSatisfy(delay -> assertThat(delay).isBetween(leastNs, leastNs + widthNs));
    assertThat(departures.values().stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(
            Collections.nCopies(5, LEAVING).stream().flatMap(List::stream).toList());
  }

  /** Each message has a separate delay, spread over the range: later ones overtake. */
  @Example
  void eachMessageHasItsOwnDelay() {
    List<Output> says = new ArrayList<>();
    for (long height = 0; height < 1000; height++) {
      says.add(new Output.ServeSnapshot(PEER, height, 0));
    }
    Slow slow = new Slow(ActivePeriod.ALWAYS, 1_000_000, 3_000_000, 5, says);
    assertThat(slow.step(new Input.Started(START_NS))).isEmpty();
    Map<Long, List<Output>> departures = slow.departures();
    assertThat(departures).hasSizeGreaterThan(900);
    assertThat(departures.keySet().stream().mapToLong(delay -> delay).average().orElseThrow())
        .isBetween(1_900_000.0, 2_100_000.0);
    assertThat(departures.values().stream().flatMap(List::stream).toList())
        .hasSameElementsAs(says)
        .isNotEqualTo(says);
  }

  /** Held messages leave although the period is over; later messages are not held. */
  @Example
  void aPeriodEndsForWhatIsSaidAfterIt() {
    Slow slow = new Slow(new ActivePeriod(0, START_NS + 1), 10, 10, 1, LEAVING);
    assertThat(slow.step(new Input.Started(START_NS))).isEmpty();
    assertThat(slow.step(new Input.Started(START_NS + 1))).isEqualTo(LEAVING);
    assertThat(slow.departures()).isEqualTo(Map.of(10L, LEAVING));
  }
}

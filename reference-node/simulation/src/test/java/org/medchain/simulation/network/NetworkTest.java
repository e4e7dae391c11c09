package org.medchain.simulation.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.MessageRegistry;
import org.medchain.simulation.TestCluster;
import org.medchain.simulation.event.EventQueue;
import org.medchain.simulation.event.MessageInFlight;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.fault.NodeFaults;
import org.medchain.simulation.fault.Partitions;
import org.medchain.simulation.model.ClientAccess;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.LinkOverride;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.model.RandomStreams;
import org.medchain.simulation.model.Regions;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.observe.RunCounters;

/** SIM-9 to SIM-12, SIM-14: latency, uplink, order, loss, and the faults of links. */
class NetworkTest {
  private static final int NODES = 4;
  private static final int PARTIES = 6;
  private static final int MANY = 20_000;
  private static final DelayDistribution FIVE_MS = new DelayDistribution.Constant(5);

  /** Knows no kind of message. */
  private static final Authenticator NOBODY =
      new Authenticator(
          TestCluster.chain(Difficulty.NONE).chain(),
          new SymbolicSignatures(),
          new MessageRegistry(List.of()));

  private static final MessageInFlight MESSAGE = message(400);

  private record Arrived(long atNs, int party, MessageInFlight flight) {}

  /** A separate network: nodes 0 to 3, clients 4 and 5. */
  static final class Rig {
    final EventQueue queue = new EventQueue();
    final RunCounters counters = new RunCounters();
    final Network network;

    Rig(NetworkModel model, Fault... faults) {
      RandomStreams random = new RandomStreams(3);
      FaultPlan plan = new FaultPlan(List.of(faults));
      NodeFaults[] each = new NodeFaults[PARTIES];
      Arrays.setAll(each, party -> new NodeFaults(plan, party, random));
      network =
          new Network(queue, model, each, new Partitions(plan, NODES), NODES, random, counters);
    }

    /** Sends many messages, one each microsecond. */
    Rig flood(int from, int to) {
      for (int i = 0; i < MANY; i++) {
        network.send(from, to, message(400 + i % 7), i * 1_000L);
      }
      return this;
    }

    private List<Arrived> arrivals() {
      List<Arrived> arrivals = new ArrayList<>();
      while (queue.next()) {
        arrivals.add(new Arrived(queue.nowNs(), queue.party(), (MessageInFlight) queue.event()));
      }
      return arrivals;
    }

    List<Long> times() {
      return arrivals().stream().map(Arrived::atNs).toList();
    }
  }

  /** A message of this encoded length; its content does not matter to a link. */
  static MessageInFlight message(int bytes) {
    int overhead = 1 + PublicKey.SIZE + 3 + Signature.SIZE;
    Envelope envelope =
        new Envelope(
            255,
            new PublicKey(Bytes.of(new byte[PublicKey.SIZE])),
            Bytes.of(new byte[bytes - overhead]),
            new Signature(Bytes.of(new byte[Signature.SIZE])));
    return new MessageInFlight(envelope, NOBODY.authenticate(envelope), true, CpuModel.FREE);
  }

  private static NetworkModel model(DelayDistribution latency, double loss, boolean fifo) {
    return model(latency, Double.POSITIVE_INFINITY, loss, fifo, ClientAccess.DIRECT);
  }

  private static NetworkModel model(
      DelayDistribution latency,
      double mbps,
      double loss,
      boolean fifo,
      ClientAccess access,
      LinkOverride... links) {
    Regions regions = Regions.one(new Regions.Path(latency, mbps));
    return new NetworkModel(regions, loss, fifo, List.of(links), access, Optional.empty());
  }

  @Test
  void aMessageTakesItsLinksLatency() {
    LinkOverride far = new LinkOverride(0, 2, new DelayDistribution.Constant(90), 0);
    ClientAccess near =
        new ClientAccess(
            List.of(new ClientAccess.ClientLink(0, 0, new DelayDistribution.Constant(7))),
            List.of());
    Rig rig = new Rig(model(FIVE_MS, Double.POSITIVE_INFINITY, 0, false, near, far));
    rig.network.send(0, 1, MESSAGE, 1_000);
    rig.network.send(0, 2, MESSAGE, 1_000);
    rig.network.send(2, 0, MESSAGE, 1_000);
    rig.network.send(0, 4, MESSAGE, 1_000);
    rig.network.send(4, 0, MESSAGE, 1_000);
    assertThat(rig.arrivals())
        .containsExactly(
            new Arrived(5_001_000, 1, MESSAGE),
            new Arrived(5_001_000, 0, MESSAGE),
            new Arrived(7_001_000, 4, MESSAGE),
            new Arrived(7_001_000, 0, MESSAGE),
            new Arrived(90_001_000, 2, MESSAGE));
  }

  /** SIM-10: the times are those of a queue with one server. */
  @Property(tries = 50, seed = "2")
  void anUplinkIsAQueue(@ForAll @Size(max = 50) List<@IntRange(max = 3_000_000) Integer> gaps) {
    Rig rig = new Rig(NetworkModel.of(FIVE_MS, 16, 0));
    List<Long> expected = new ArrayList<>();
    long leaveNs = 0;
    long freeNs = 0;
    for (int gap : gaps) {
      leaveNs += gap;
      int bytes = 400 + gap % 3_000;
      freeNs = Math.max(freeNs, leaveNs) + bytes * 500L;
      expected.add(freeNs + 5_000_000);
      rig.network.send(1, 2, message(bytes), leaveNs);
    }
    assertThat(rig.times()).containsExactlyElementsOf(expected);
  }

  /** SIM-11. */
  @Test
  void messagesOvertakeEachOtherUnlessTheLinkIsFifo() {
    DelayDistribution wide = new DelayDistribution.Exponential(1, 10);
    List<MessageInFlight> sent = new ArrayList<>();
    Rig fifo = new Rig(model(wide, 0, true));
    Rig free = new Rig(model(wide, 0, false));
    for (int i = 0; i < 500; i++) {
      // To keys of their own, by which equal messages differ.
      sent.add(message(400).to(new PublicKey(Hash.of(Bytes.utf8("key " + i)).toBytes())));
      fifo.network.send(0, 1, sent.get(i), i * 100_000L);
      free.network.send(0, 1, sent.get(i), i * 100_000L);
    }
    assertThat(fifo.arrivals().stream().map(Arrived::flight)).containsExactlyElementsOf(sent);
    assertThat(free.arrivals().stream().map(Arrived::flight))
        .containsExactlyInAnyOrderElementsOf(sent)
        .isNotEqualTo(sent);
  }

  /** SIM-12. */
  @Test
  void messagesAreLostAtTheGivenRate() {
    assertShareLost(0.2, new Rig(model(FIVE_MS, 0.2, false)).flood(0, 1));
    assertShareLost(0.2, new Rig(model(FIVE_MS, 0.2, false)).flood(4, 1));
    assertShareLost(0, new Rig(model(FIVE_MS, 0, false)).flood(0, 1));
    assertShareLost(1, new Rig(model(FIVE_MS, 1, false)).flood(0, 1));
  }

  /** SIM-14. */
  @Test
  void aLossyNodeLosesWhatItSendsAndWhatItIsSent() {
    Fault loss = new Fault.Loss(List.of(1), 0, Fault.NEVER_S, 0.3);
    NetworkModel model = model(FIVE_MS, 0, false);
    assertShareLost(0.3, new Rig(model, loss).flood(0, 1));
    assertShareLost(0.3, new Rig(model, loss).flood(1, 0));
    assertShareLost(0.3, new Rig(model, loss).flood(1, 4));
    assertShareLost(0, new Rig(model, loss).flood(0, 2));
    Fault both = new Fault.Loss(List.of(0, 1), 0, Fault.NEVER_S, 0.3);
    assertShareLost(1 - 0.7 * 0.7, new Rig(model, both).flood(0, 1));
  }

  private static void assertShareLost(double probability, Rig rig) {
    double error = Math.sqrt(probability * (1 - probability) / MANY);
    assertThat(rig.counters.lost / (double) MANY).isCloseTo(probability, within(5 * error));
    assertThat(rig.arrivals()).hasSize(MANY - (int) rig.counters.lost);
  }

  /** SIM-14. */
  @Test
  void aSilentNodeSendsNothingAndReceives() {
    Fault silence = new Fault.Silence(List.of(1), 0.005, 0.01);
    Rig rig = new Rig(model(FIVE_MS, 0, false), silence).flood(1, 0);
    assertThat(rig.counters.withheld).isEqualTo(5_000);
    assertThat(rig.times()).hasSize(MANY - 5_000).noneMatch(at -> at >= 10e6 && at < 15e6);
    assertThat(new Rig(model(FIVE_MS, 0, false), silence).flood(0, 1).times()).hasSize(MANY);
  }

  /** SIM-14. */
  @Test
  void aSlowNodesMessagesTakeLonger() {
    Fault slow = new Fault.Delay(List.of(1), 0, 0.01, 1_000);
    Rig rig = new Rig(model(FIVE_MS, 0, false), slow);
    rig.network.send(1, 0, MESSAGE, 0);
    rig.network.send(1, 4, MESSAGE, 9_999_999);
    rig.network.send(0, 1, MESSAGE, 0);
    rig.network.send(1, 0, MESSAGE, 10_000_000);
    assertThat(rig.times())
        .containsExactly(5_000_000L, 15_000_000L, 1_005_000_000L, 1_014_999_999L);
  }

  /** SIM-14: held messages are overtaken, and nothing is missing. */
  @Test
  void aReorderedNodesMessagesOvertakeEachOther() {
    Fault held =
        new Fault.Reordering(List.of(1), 0, 0.01, 0.2, new DelayDistribution.Constant(100));
    NetworkModel model = model(FIVE_MS, 0, false);
    List<Long> times = new Rig(model, held).flood(1, 0).times();
    assertThat(times).hasSize(MANY);
    long late = times.stream().filter(at -> at >= 105_000_000).count();
    assertThat(late / (MANY / 2.0)).isCloseTo(0.2, within(0.03));
    assertThat(new Rig(model, held).flood(0, 1).times()).allMatch(at -> at < 26_000_000);
  }

  /** SIM-14: a copy is one more arrival, only while the fault is in force. */
  @Test
  void aDuplicatingNodesMessagesArriveTwice() {
    Fault twice = new Fault.Duplication(List.of(1), 0, 0.01, 0.3);
    NetworkModel model = model(FIVE_MS, 0, false);
    int copies = new Rig(model, twice).flood(1, 0).times().size() - MANY;
    assertThat(copies / (MANY / 2.0)).isCloseTo(0.3, within(0.03));
    assertThat(new Rig(model, twice).flood(0, 1).times()).hasSize(MANY);
    assertThatThrownBy(() -> new FaultPlan(List.of(new Fault.Duplication(List.of(1), 0, 1, 1.5))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new FaultPlan(
                    List.of(
                        new Fault.Reordering(
                            List.of(1), 0, 1, -1, new DelayDistribution.Constant(1)))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** SIM-23: messages to a node that is down are lost, those after its return are not. */
  @Test
  void nothingComesWhileANodeIsDown() {
    Rig rig = new Rig(model(FIVE_MS, 0, false), new Fault.Restart(List.of(1), 0.01, 0.02));
    for (long leaveNs : new long[] {4_999_999, 5_000_000, 14_999_999, 15_000_000}) {
      rig.network.send(0, 1, MESSAGE, leaveNs);
    }
    assertThat(rig.times()).containsExactly(9_999_999L, 20_000_000L);
    assertThat(rig.counters.lost).isEqualTo(2);
  }

  /** SIM-23: messages that still wait for the uplink when their node crashes never leave. */
  @Test
  void aCrashEmptiesTheUplink() {
    Fault restart = new Fault.Restart(List.of(0), 0.0025, 0.0026);
    Rig rig = new Rig(NetworkModel.of(FIVE_MS, 8, 0), restart);
    for (int i = 0; i < 5; i++) {
      rig.network.send(0, 1, message(1_000), 0);
    }
    rig.network.restarted(0, 2_600_000);
    rig.network.send(0, 1, message(1_000), 2_700_000);
    assertThat(rig.times()).containsExactly(6_000_000L, 7_000_000L, 8_700_000L);
    assertThat(rig.counters.lost).isEqualTo(3);
  }

  /** A lost message has taken its room on the uplink. */
  @Test
  void whatIsLostWasSent() {
    LinkOverride lossy = new LinkOverride(0, 1, FIVE_MS, 1);
    Rig rig = new Rig(model(FIVE_MS, 8, 0, false, ClientAccess.DIRECT, lossy));
    rig.network.send(0, 1, message(1_000), 0);
    rig.network.send(0, 2, message(1_000), 0);
    assertThat(rig.times()).containsExactly(7_000_000L);
  }
}

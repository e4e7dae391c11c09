package org.medchain.simulation.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Output;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.simulation.EchoProtocol;
import org.medchain.simulation.Simulation;
import org.medchain.simulation.TestCluster;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.model.ClientAccess;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.LinkOverride;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.model.Regions;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.observe.SimulationObserver;
import org.medchain.simulation.observe.SimulationReport;
import org.medchain.simulation.observe.Traffic;

/** SIM-15 to SIM-17, SIM-38: open and closed loads, and the clients that carry them. */
class LoadTest {
  private static final long MS = TestCluster.MS;

  private static final long S = TestCluster.S;

  private final SymbolicSignatures scheme = new SymbolicSignatures();

  private final List<Seen> seen = new ArrayList<>();

  private final SimulationObserver watcher =
      new SimulationObserver() {
        @Override
        public void submitted(int client, RequestId request, long intendedNs, long atNs) {
          seen.add(new Seen("submitted", client, intendedNs, atNs));
        }

        @Override
        public void accepted(
            int client,
            RequestId request,
            long height,
            Receipt receipt,
            long intendedNs,
            long atNs) {
          seen.add(new Seen("accepted", client, intendedNs, atNs));
        }
      };

  private final List<RequestArrival> requests = TestCluster.load(scheme, 6, 1, 0, MS).arrivals();

  private record Seen(String what, int client, long intendedNs, long atNs) {}

  private SimulationReport run(Load load, NetworkModel network, long untilNs, Fault... faults) {
    return new Simulation(
            TestCluster.of(3, scheme, EchoProtocol.protocol(100 * MS)),
            TestCluster.environment(1, network, faults),
            load,
            watcher)
        .run(untilNs);
  }

  private List<Seen> what(String what) {
    return seen.stream().filter(each -> each.what().equals(what)).toList();
  }

  /** SIM-16: latency counts from the intended time. */
  @Test
  void anOpenLoadComesAtItsTimes() {
    SimulationReport report =
        run(TestCluster.load(scheme, 3, 2, 5 * MS, 10 * MS), TestCluster.constant(20), S);
    assertThat(seen)
        .containsExactly(
            new Seen("submitted", 0, 5 * MS, 5 * MS),
            new Seen("submitted", 1, 15 * MS, 15 * MS),
            new Seen("submitted", 0, 25 * MS, 25 * MS),
            new Seen("accepted", 0, 5 * MS, 45 * MS),
            new Seen("accepted", 1, 15 * MS, 55 * MS),
            new Seen("accepted", 0, 25 * MS, 65 * MS));
    assertThat(report.drained()).isTrue();
    assertThat(report.endNs()).isEqualTo(65 * MS);
    assertThat(report.submitted()).isEqualTo(3);
    assertThat(report.accepted()).isEqualTo(3);
  }

  @Test
  void aRunThatCannotDrainEndsAtItsBound() {
    SimulationReport report =
        run(
            TestCluster.load(scheme, 3, 2, 0, MS),
            TestCluster.constant(20),
            S,
            new Fault.Crash(List.of(0, 1, 2), 0));
    assertThat(report.drained()).isFalse();
    assertThat(report.endNs()).isEqualTo(S);
    assertThat(report.submitted()).isEqualTo(3);
    assertThat(report.accepted()).isZero();
    assertThat(report.traffic()).isEqualTo(Traffic.NONE);
    // SIM-21: three nodes, asked at 0, 100, … 1000 ms, and two requests more at 1, 101, … and 2,
    // 102, …
    assertThat(report.lost()).isEqualTo(3 * (11 + 10 + 10));
  }

  private Load.Closed closed(int clients, int outstanding, double thinkMs, int requests) {
    Map<Integer, Integer> counts = new TreeMap<>();
    Hash chain = TestCluster.chain(Difficulty.NONE).chain();
    TransactionSource source =
        client -> {
          int count = counts.merge(client, 1, Integer::sum);
          KeyPair sender = scheme.keyPair(TestCluster.seed("sender", client));
          return count > requests
              ? Optional.empty()
              : Optional.of(
                  Transaction.signed(scheme, chain, sender, count, 1, Bytes.utf8("closed")));
        };
    return new Load.Closed(
        clients, outstanding, new DelayDistribution.Constant(thinkMs), 200 * MS, source);
  }

  /** SIM-17. */
  @Test
  void aClosedLoadKeepsItsRequestsInFlight() {
    SimulationReport report = run(closed(2, 3, 5, Integer.MAX_VALUE), TestCluster.constant(20), S);
    int[] inFlight = new int[2];
    long[] lastAcceptedNs = new long[2];
    for (Seen each : seen) {
      int client = each.client();
      if (each.what().equals("submitted")) {
        assertThat(++inFlight[client]).isLessThanOrEqualTo(3);
        assertThat(each.atNs()).isLessThan(200 * MS);
        // At the beginning, or 5 ms after an answer.
        assertThat(each.atNs()).isIn(0L, lastAcceptedNs[client] + 5 * MS);
      } else {
        inFlight[client]--;
        lastAcceptedNs[client] = each.atNs();
      }
    }
    // Rounds of 45 ms begin at 0, 45, 90, 135 and 180 ms.
    assertThat(report.submitted()).isEqualTo(2 * 3 * 5);
    assertThat(report.drained()).isTrue();
    assertThat(report.endNs()).isEqualTo(220 * MS);
  }

  @Test
  void oneSenderHasOneClient() {
    Load.Open load = TestCluster.load(scheme, 2, 1, 0, MS);
    RequestArrival second = load.arrivals().get(1);
    Load.Open two =
        new Load.Open(
            List.of(load.arrivals().get(0), new RequestArrival(MS, 1, second.transaction())));
    assertThatThrownBy(() -> run(two, TestCluster.constant(20), S))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two clients");
  }

  /** SIM-44: one that waits for another is submitted when that is final, and counts from then. */
  @Test
  void anArrivalWaitsForThoseBeforeIt() {
    Load.Open load = TestCluster.load(scheme, 3, 3, 0, MS);
    List<RequestArrival> chained = new ArrayList<>();
    for (RequestArrival each : load.arrivals()) {
      List<RequestId> before =
          chained.isEmpty() ? List.of() : List.of(chained.getLast().transaction().request());
      chained.add(
          new RequestArrival(each.atNs(), each.client(), each.transaction(), false, before));
    }
    SimulationReport report = run(new Load.Open(chained), TestCluster.constant(20), S);
    assertThat(report.drained()).isTrue();
    assertThat(report.submitted()).isEqualTo(3);
    assertThat(what("submitted").get(1).atNs()).isEqualTo(what("accepted").get(0).atNs());
    assertThat(what("submitted").get(2).atNs()).isEqualTo(what("accepted").get(1).atNs());
    Load.Open backwards =
        new Load.Open(
            List.of(
                new RequestArrival(
                    0,
                    0,
                    load.arrivals().get(0).transaction(),
                    false,
                    List.of(load.arrivals().get(1).transaction().request()))));
    assertThatThrownBy(() -> run(backwards, TestCluster.constant(20), S))
        .hasMessageContaining("waits for one that does not come before it");
  }

  @Test
  void loadsAreChecked() {
    Load.Open load = TestCluster.load(scheme, 2, 1, 0, MS);
    assertThatThrownBy(() -> new Load.Open(load.arrivals().reversed()));
    assertThatThrownBy(() -> new RequestArrival(-1, 0, load.arrivals().get(0).transaction()));
    assertThatThrownBy(() -> closed(1, 0, 0, 1));
    Load.Open twice = new Load.Open(List.of(load.arrivals().get(0), load.arrivals().get(0)));
    assertThatThrownBy(() -> run(twice, TestCluster.constant(20), S))
        .hasMessageContaining("submitted twice");
    assertThat(new Load.Open(List.of()).clients()).isZero();
  }

  @Test
  void faultsAndLinksConcernNodesThatExist() {
    assertThatThrownBy(() -> run(TestCluster.idle(S), TestCluster.constant(1), S, crash(3)))
        .hasMessageContaining("node 3 of 0 to 2");
    NetworkModel beyond =
        new NetworkModel(
            Regions.one(new Regions.Path(DelayDistribution.NONE, 8)),
            0,
            false,
            List.of(new LinkOverride(0, 3, DelayDistribution.NONE, 0)),
            ClientAccess.DIRECT,
            Optional.empty());
    assertThatThrownBy(() -> run(TestCluster.idle(S), beyond, S))
        .hasMessageContaining("from node 0 to 3 of 0 to 2");
    List<List<Integer>> apart = List.of(List.of(0), List.of(-1));
    for (Fault fault :
        List.of(new Fault.Eclipse(0, List.of(4), 0, 1), new Fault.Partition(apart, 0, 1))) {
      assertThatThrownBy(() -> run(TestCluster.idle(S), TestCluster.constant(1), S, fault))
          .hasMessageContaining(fault instanceof Fault.Eclipse ? "node 4" : "node -1");
    }
    assertThatThrownBy(() -> plan(new Fault.Partition(List.of(List.of(0), List.of(0)), 0, 1)))
        .hasMessageContaining("two sides");
    assertThatThrownBy(() -> plan(new Fault.Silence(List.of(0), 5, 4)));
    assertThatThrownBy(() -> plan(new Fault.Loss(List.of(0), 0, 5, 1.1)));
  }

  private static FaultPlan plan(Fault fault) {
    return new FaultPlan(List.of(fault));
  }

  private static Fault crash(int node) {
    return new Fault.Crash(List.of(node), 0);
  }

  /** Submits the next request when one is accepted, or when 100 ms are over without that. */
  private final class Impatient implements LoadScript {
    private final List<String> calls = new ArrayList<>();
    private int next;
    private boolean waiting;
    private long deadlineNs;

    @Override
    public LoadStep step(long nowNs) {
      calls.add("step " + nowNs / MS);
      List<Submission> now = new ArrayList<>();
      if ((!waiting || nowNs >= deadlineNs) && next < requests.size()) {
        now.add(new Submission(0, requests.get(next++).transaction(), false));
        waiting = true;
        deadlineNs = nowNs + 100 * MS;
      }
      boolean done = next == requests.size() && !waiting;
      OptionalLong wake = deadlineNs > nowNs ? OptionalLong.of(deadlineNs) : OptionalLong.empty();
      return new LoadStep(now, wake, done);
    }

    @Override
    public void accepted(int client, Output.Accepted accepted, long nowNs) {
      calls.add("accepted " + nowNs / MS);
      waiting = false;
    }
  }

  private SimulationReport run(Impatient script, Fault... faults) {
    return new Simulation(
            TestCluster.of(3, scheme, EchoProtocol.protocol(10_000 * MS)),
            TestCluster.environment(1, TestCluster.constant(20), faults),
            new Load.Interactive(1, script),
            SimulationObserver.NONE)
        .run(2 * S);
  }

  @Test
  void theNextRequestFollowsTheAnswer() {
    Impatient script = new Impatient();
    SimulationReport report = run(script);

    assertThat(report.submitted()).isEqualTo(6);
    assertThat(report.accepted()).isEqualTo(6);
    assertThat(report.drained()).isTrue();
    assertThat(script.calls.subList(0, 4))
        .containsExactly("step 0", "accepted 40", "step 40", "accepted 80");
  }

  @Test
  void whatIsNeverAnsweredHoldsNothingUp() {
    Impatient script = new Impatient();
    SimulationReport report = run(script, new Fault.Silence(List.of(0, 1, 2), 0, Fault.NEVER_S));

    assertThat(report.submitted()).isEqualTo(6);
    assertThat(report.accepted()).isZero();
    // A time that the script asks for again and again is one call.
    assertThat(script.calls).startsWith("step 0", "step 100", "step 200", "step 300", "step 400");
  }

  @Test
  void aScriptDoesNotWakeInThePast() {
    LoadScript stuck =
        new LoadScript() {
          @Override
          public LoadStep step(long nowNs) {
            return new LoadStep(List.of(), OptionalLong.of(nowNs), false);
          }

          @Override
          public void accepted(int client, Output.Accepted accepted, long nowNs) {}
        };
    Simulation simulation =
        new Simulation(
            TestCluster.of(3, scheme, EchoProtocol.protocol(MS)),
            TestCluster.environment(1, TestCluster.constant(20)),
            new Load.Interactive(1, stuck),
            SimulationObserver.NONE);

    assertThatThrownBy(() -> simulation.run(S))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a script wakes after 0 ns");
  }
}

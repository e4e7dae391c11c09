package org.medchain.simulation.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Output;
import org.medchain.simulation.EchoProtocol;
import org.medchain.simulation.Simulation;
import org.medchain.simulation.TestCluster;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.observe.SimulationObserver;
import org.medchain.simulation.observe.SimulationReport;

/** SIM-38. */
class InteractiveLoadTest {
  private static final long MS = TestCluster.MS;
  private static final long S = TestCluster.S;

  private final SymbolicSignatures scheme = new SymbolicSignatures();
  private final List<RequestArrival> requests = TestCluster.load(scheme, 6, 1, 0, MS).arrivals();

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
    SimulationReport report = run(script, new Fault.Silence(List.of(0, 1, 2), 0, Fault.ALWAYS_NS));

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

  @Test
  void theSameScriptGivesTheSameRun() {
    Impatient one = new Impatient();
    Impatient two = new Impatient();

    assertThat(run(one)).isEqualTo(run(two));
    assertThat(one.calls).isEqualTo(two.calls);
  }
}

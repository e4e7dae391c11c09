package org.medchain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.ProtocolFactory;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.observe.SimulationObserver;
import org.medchain.simulation.observe.TraceHash;
import org.medchain.simulation.observe.TraceWriter;

/** SIM-2, SIM-3, SIM-19: a run is a function of its seed, and its trace shows every step. */
class TraceTest {
  private static final long MS = TestCluster.MS;
  private static final long S = TestCluster.S;

  private static List<String> trace(long seed, NetworkModel network, Fault... faults) {
    SymbolicSignatures scheme = new SymbolicSignatures();
    ProtocolFactory protocol = EchoProtocol.protocol(100 * MS);
    List<String> lines = new ArrayList<>();
    TraceHash hash = new TraceHash(protocol.messages());
    TraceWriter writer = new TraceWriter(protocol.messages(), lines::add);
    new Simulation(
            TestCluster.of(4, scheme, protocol),
            TestCluster.environment(seed, network, faults),
            TestCluster.load(scheme, 6, 2, 0, 10 * MS),
            SimulationObserver.all(List.of(writer, hash)))
        .run(S);
    assertThat(hash.steps()).isEqualTo(lines.size());
    assertThat(hash.finish()).isEqualTo(Hash.of(Bytes.utf8(String.join("\n", lines) + "\n")));
    return lines;
  }

  private static NetworkModel network(double loss) {
    return NetworkModel.of(new DelayDistribution.Lognormal(15, 0.4), 10, loss);
  }

  /** SIM-3: draws for losses that never come true shift no latency. */
  @Test
  void oneStreamDoesNotShiftAnother() {
    List<String> plain = trace(1, network(0));
    assertThat(trace(1, network(1e-12))).isEqualTo(plain);
    Fault rare = new Fault.Loss(List.of(0, 1), 0, Fault.NEVER_S, 1e-12);
    Fault later = new Fault.Latency(List.of(2), 1, 2, new DelayDistribution.Uniform(0, 1));
    assertThat(trace(1, network(0), rare, later)).isEqualTo(plain);
  }

  /** SIM-14. */
  @Test
  void aCrashedNodeTakesNoStep() {
    Fault crash = new Fault.Crash(List.of(1), 0);
    assertThat(trace(1, network(0), crash)).noneMatch(line -> line.contains(" n1 "));
    Fault late = new Fault.Crash(List.of(1), 0.05);
    assertThat(trace(1, network(0), late))
        .anyMatch(line -> line.contains(" n1 submitted"))
        .noneMatch(line -> line.contains(" n1 ") && timeNs(line) >= 50 * MS);
  }

  private static long timeNs(String line) {
    return Long.parseLong(line.substring(0, line.indexOf(' ')));
  }
}

package org.medchain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.consensus.Certificate;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.MacScheme;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.observe.SimulationObserver;
import org.medchain.simulation.observe.SimulationReport;

/** SIM-30, PBFT-25: requests and replies under message authentication codes. */
class MacAuthenticationTest {
  private static final long MS = TestCluster.MS;
  private static final int REQUESTS = 8;

  private final SymbolicSignatures scheme = new SymbolicSignatures();
  private final EndToEndRun run = EndToEndRun.pbft(scheme, 4, 2);

  /** The committed blocks of each node, and whether anything in them was signed. */
  private static final class Watch implements SimulationObserver {
    final List<Set<RequestId>> committed = new ArrayList<>();
    boolean signed;

    Watch() {
      for (int node = 0; node < 4; node++) {
        committed.add(new TreeSet<>());
      }
    }

    @Override
    public void committed(int node, long atNs, Block block, Certificate certificate) {
      for (Transaction each : block.transactions()) {
        committed.get(node).add(each.request());
        signed |= each.isSigned();
      }
    }
  }

  private SimulationReport play(MacScheme macs, Watch watch) {
    return new Simulation(
            run.macCluster(2, macs),
            EndToEndRun.environment(5, MiningModel.NONE, FaultPlan.NONE),
            run.uploads(REQUESTS, 20 * MS, 30 * MS),
            watch)
        .run(30_000 * MS);
  }

  /** A client whose entries fail at these nodes. */
  private MacScheme lying(Set<Integer> nodes, Cluster cluster) {
    Set<PublicKey> keys = new TreeSet<>();
    nodes.forEach(node -> keys.add(cluster.nodes().get(node).publicKey()));
    return (own, peer, message) -> {
      boolean lies = run.patientWith(own.publicKey()).isPresent() && keys.contains(peer);
      return lies ? Bytes.of(new byte[MacScheme.SIZE]) : scheme.tag(own, peer, message);
    };
  }

  @Example
  void nothingIsSignedAndAllRequestsGetReplies() {
    Watch watch = new Watch();
    SimulationReport report = play(scheme, watch);
    assertThat(report.accepted()).isEqualTo(REQUESTS);
    assertThat(watch.signed).isFalse();
    assertThat(watch.committed).allMatch(each -> each.size() == REQUESTS);
  }

  /** When the MACs for one or two nodes of four are invalid, the others vouch, and all commit. */
  @Property(tries = 10, seed = "25")
  void whereAnEntryFailsOthersVouch(
      @ForAll @IntRange(min = 0, max = 3) int one, @ForAll @IntRange(min = 0, max = 3) int other) {
    Watch watch = new Watch();
    MacScheme macs = lying(new TreeSet<>(List.of(one, other)), run.macCluster(2, scheme));
    SimulationReport report = play(macs, watch);
    assertThat(report.accepted()).isEqualTo(REQUESTS);
    // The run ends with the last reply: a node that is behind then has no time for the last blocks.
    assertThat(watch.committed).allMatch(each -> each.size() >= REQUESTS - 2);
    assertThat(report.rejected()).isPositive();
  }

  /** A MAC that is valid at one node only: no weak quorum vouches, so nothing is committed. */
  @Example
  void oneVouchingNodeIsNotEnough() {
    Watch watch = new Watch();
    SimulationReport report = play(lying(Set.of(0, 1, 2), run.macCluster(2, scheme)), watch);
    assertThat(report.accepted()).isZero();
    assertThat(watch.committed).allMatch(Set::isEmpty);
  }
}

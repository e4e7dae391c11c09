package org.medchain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.consensus.Certificate;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.load.RequestArrival;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.observe.SimulationObserver;
import org.medchain.simulation.observe.SimulationReport;

/** CONS-13, SIM-29: a changed request goes back to its sender and is in no block. */
class RequestRejectionTest {
  private static final long MS = TestCluster.MS;

  /** The results for clients, and the committed blocks. */
  private static final class Watch implements SimulationObserver {
    final List<String> told = new ArrayList<>();
    final List<Transaction> committed = new ArrayList<>();

    @Override
    public void rejected(String party, long atNs, PublicKey sender, String reason) {
      if (party.startsWith("c")) {
        told.add(party + " " + reason);
      }
    }

    @Override
    public void committed(int node, long atNs, Block block, Certificate certificate) {
      committed.addAll(block.transactions());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTamperedRecordGoesBackToItsSender(boolean pbft) {
    SymbolicSignatures scheme = new SymbolicSignatures();
    EndToEndRun run = pbft ? EndToEndRun.pbft(scheme, 4, 2) : EndToEndRun.pow(scheme, 4, 2);
    Load.Open uploads = run.uploads(4, 20 * MS, 30 * MS);
    List<RequestArrival> arrivals = new ArrayList<>(uploads.arrivals());
    RequestArrival first = arrivals.get(0);
    Transaction honest = first.transaction();
    byte[] body = honest.body().toArray();
    body[body.length - 1] ^= 1;
    Transaction tampered =
        new Transaction(honest.request(), honest.kind(), Bytes.of(body), honest.signature());
    arrivals.set(0, new RequestArrival(first.atNs(), first.client(), tampered));
    Watch watch = new Watch();
    Simulation simulation =
        new Simulation(
            pbft ? run.pbftCluster(2) : run.powCluster(2),
            EndToEndRun.environment(3, MiningModel.equal(4, 64 / 0.2), FaultPlan.NONE),
            new Load.Open(arrivals),
            watch);
    SimulationReport report = simulation.run(20_000 * MS);
    assertThat(report.accepted()).isEqualTo(3);
    assertThat(watch.told)
        .containsExactly("c0 refused: transaction: the sender's signature does not hold");
    assertThat(watch.committed).doesNotContain(tampered).isNotEmpty();
  }
}

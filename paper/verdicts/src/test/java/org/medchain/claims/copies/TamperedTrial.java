package org.medchain.claims.copies;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialRunner;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.RequestRejection;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.model.RandomStreams;
import org.medchain.simulation.observe.SimulationObserver;

/**
 * A trial of a config whose clients send altered requests, too. Other trials have no such load, so
 * this one puts the simulation together itself, from the config's values.
 */
final class TamperedTrial implements SimulationObserver {
  private final TrialCell cell;
  private final Set<Hash> committed = new LinkedHashSet<>();
  private final Map<Hash, Set<PublicKey>> reasons = new LinkedHashMap<>();
  private AlteredUploads uploads = new AlteredUploads(List.of(), Set.of());
  private long accepted;

  private TamperedTrial(TrialCell cell) {
    this.cell = cell;
  }

  /** Plays the trial of a cell with an open load. */
  static TamperedTrial play(TrialCell cell, SyntheticRecords records) {
    TamperedTrial trial = new TamperedTrial(cell);
    var unused = new TrialRunner(records).runUnobserved(cell, trial::altered, trial);
    return trial;
  }

  private Load altered(Load usual) {
    if (!(usual instanceof Load.Open open)) {
      throw new IllegalArgumentException("altered requests are of an open load");
    }
    uploads =
        AlteredUploads.of(
            open.arrivals(), new RandomStreams(cell.seed()).stream("claims-altered", 0));
    return new Load.Open(uploads.arrivals());
  }

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    block.transactions().stream().map(Transaction::id).forEach(committed::add);
  }

  @Override
  public void delivered(String party, long atNs, Envelope envelope, int bytes) {
    boolean atClient = party.startsWith("c");
    if (atClient
        && envelope.code() == RequestRejection.TYPE.code()
        && RequestRejection.TYPE.decoder().apply(envelope) instanceof RequestRejection reason) {
      reasons.computeIfAbsent(reason.body(), id -> new TreeSet<>()).add(envelope.sender());
    }
  }

  @Override
  public void accepted(
      int client, RequestId request, long height, Receipt receipt, long intendedNs, long atNs) {
    accepted++;
  }

  /** Altered requests that were sent. */
  int altered() {
    return uploads.altered().size();
  }

  /** Those that are in a block. */
  long alteredInBlocks() {
    return uploads.altered().stream().filter(committed::contains).count();
  }

  /** Those whose client did not get a reason from f + 1 nodes, as many as it believes. */
  long alteredWithoutReason() {
    int weak = new QuorumSizes(cell.nodes()).weak();
    return uploads.altered().stream()
        .filter(id -> reasons.getOrDefault(id, Set.of()).size() < weak)
        .count();
  }

  /** Requests that nobody altered and that did not become final. */
  long honestNotFinal() {
    return uploads.arrivals().size() - altered() - accepted;
  }
}

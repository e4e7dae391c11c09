package org.medchain.claims.majority;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.claims.watch.CellGenesis;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.simulation.observe.SimulationObserver;

/** Keeps what each node has stored, and which of it there was at each acknowledgement. */
final class StoreSurvivalObserver implements SimulationObserver {
  /**
   * A client had enough equal replies.
   *
   * @param height of the block with the request
   * @param stored height of each node's store at that time, by node
   */
  record Acknowledgement(RequestId request, long height, List<Integer> stored) {}

  private final CellGenesis chain;
  private final List<List<Block>> stores = new ArrayList<>();
  private final Map<Hash, Hash> roots = new LinkedHashMap<>();
  private final List<Acknowledgement> acknowledgements = new ArrayList<>();

  StoreSurvivalObserver(CellGenesis chain) {
    this.chain = chain;
    for (int node = 0; node < chain.genesis().membership().size(); node++) {
      stores.add(new ArrayList<>());
    }
  }

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    stores.get(node).add(block);
  }

  @Override
  public void executed(int node, long atNs, ExecutionResult execution) {
    roots.putIfAbsent(execution.block(), execution.stateRoot());
  }

  @Override
  public void accepted(
      int client, RequestId request, long height, Receipt receipt, long intendedNs, long atNs) {
    acknowledgements.add(
        new Acknowledgement(request, height, stores.stream().map(List::size).toList()));
  }

  /** The chain of the trial. */
  CellGenesis chain() {
    return chain;
  }

  /** The blocks that each node committed, by node, from height 1 on. */
  List<List<Block>> stores() {
    return stores;
  }

  /** The state's root after each block, as the nodes computed it. */
  Map<Hash, Hash> roots() {
    return roots;
  }

  /** In the order of time. */
  List<Acknowledgement> acknowledgements() {
    return acknowledgements;
  }
}

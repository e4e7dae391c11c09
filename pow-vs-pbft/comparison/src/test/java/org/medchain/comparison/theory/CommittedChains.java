package org.medchain.comparison.theory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.consensus.Certificate;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.simulation.observe.SimulationObserver;

/** The chain that each node has committed at the moment, and who found which block. */
class CommittedChains implements SimulationObserver {
  private final List<List<Block>> chains = new ArrayList<>();
  private final Map<Hash, Integer> finders = new LinkedHashMap<>();

  CommittedChains(int nodes) {
    for (int node = 0; node < nodes; node++) {
      chains.add(new ArrayList<>());
    }
  }

  @Override
  public void mined(int node, long atNs, Header sealed) {
    finders.put(sealed.hash(), node);
  }

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    chains.get(node).add(block);
  }

  @Override
  public void reverted(int node, long atNs, long height) {
    List<Block> chain = chains.get(node);
    chain.subList(Math.toIntExact(height), chain.size()).clear();
  }

  final List<Block> chain(int node) {
    return chains.get(node);
  }

  final boolean isAgreed() {
    return chains.stream().map(CommittedChains::tip).distinct().count() == 1;
  }

  private static Hash tip(List<Block> chain) {
    return chain.isEmpty() ? Hash.ZERO : chain.getLast().hash();
  }

  final int finder(Block block) {
    return finders.get(block.hash());
  }
}

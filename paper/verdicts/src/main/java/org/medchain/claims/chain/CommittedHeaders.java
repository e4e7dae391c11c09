package org.medchain.claims.chain;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.medchain.consensus.Certificate;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.simulation.observe.SimulationObserver;

/** Collects the headers of all blocks that any node committed, each once. For one trial. */
final class CommittedHeaders implements SimulationObserver {
  private final Map<Hash, Header> headers = new LinkedHashMap<>();

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    headers.putIfAbsent(block.hash(), block.header());
  }

  /** The headers in the order of their first commits. */
  Collection<Header> headers() {
    return headers.values();
  }
}

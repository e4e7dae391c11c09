package org.medchain.claims.copies;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.simulation.observe.SimulationObserver;

/** Checks the signature of each request that correct nodes execute, and counts what they refuse. */
final class CommittedSignatures implements SimulationObserver {
  private final SignatureScheme scheme;
  private final Set<Integer> byzantine;
  private final Map<Hash, Block> blocks = new LinkedHashMap<>();
  private final Set<Hash> executed = new LinkedHashSet<>();
  private Optional<Hash> chain = Optional.empty();
  private long refused;

  /**
   * Of a run that has not begun.
   *
   * @param byzantine nodes whose executions do not count
   */
  CommittedSignatures(SignatureScheme scheme, Set<Integer> byzantine) {
    this.scheme = scheme;
    this.byzantine = Set.copyOf(byzantine);
  }

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    if (!byzantine.contains(node)) {
      blocks.putIfAbsent(block.hash(), block);
      if (block.height() == 1) {
        chain = chain.or(() -> Optional.of(block.parent()));
      }
    }
  }

  @Override
  public void executed(int node, long atNs, ExecutionResult execution) {
    if (!byzantine.contains(node)) {
      executed.add(execution.block());
    }
  }

  @Override
  public void rejected(String party, long atNs, PublicKey sender, String reason) {
    boolean correct = byzantine.stream().noneMatch(node -> party.equals("n" + node));
    refused += correct && party.startsWith("n") ? 1 : 0;
  }

  /** Requests that a correct node executed, each once. */
  long requests() {
    return executed.stream().mapToLong(block -> blocks.get(block).transactions().size()).sum();
  }

  /** Those of them that their senders did not sign. */
  long unsigned() {
    Hash id = chain.orElse(Hash.ZERO);
    long unsigned = 0;
    for (Hash block : executed) {
      for (Transaction each : blocks.get(block).transactions()) {
        unsigned += each.attestation().holds(scheme, id) ? 0 : 1;
      }
    }
    return unsigned;
  }

  /** Messages and requests that correct nodes refused. */
  long refused() {
    return refused;
  }
}

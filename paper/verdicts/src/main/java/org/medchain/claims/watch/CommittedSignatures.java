package org.medchain.claims.watch;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medchain.comparison.TrialResult;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.data.Block;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;

/** Checks the signature of each request that correct nodes execute, and counts what they refuse. */
final class CommittedSignatures implements TrialWatch {
  private record SignatureCounts(long executed, long unsigned, long refused) {}

  private final SignatureScheme scheme = new Ed25519();
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
  CommittedSignatures(Set<Integer> byzantine) {
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

  private long requests() {
    return executed.stream().mapToLong(block -> blocks.get(block).transactions().size()).sum();
  }

  /** Those of them that their senders did not sign. */
  private long unsigned() {
    Hash id = chain.orElse(Hash.ZERO);
    long unsigned = 0;
    for (Hash block : executed) {
      for (Transaction each : blocks.get(block).transactions()) {
        unsigned += each.attestation().holds(scheme, id) ? 0 : 1;
      }
    }
    return unsigned;
  }

  @Override
  public List<? extends Record> rows(Optional<TrialResult> result) {
    return List.of(new SignatureCounts(requests(), unsigned(), refused));
  }
}

package org.medchain.claims.majority;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.medchain.claims.watch.CellGenesis;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.QuorumSizes;
import org.medchain.data.Attestation;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.network.Membership;
import org.medchain.simulation.observe.SimulationObserver;

/**
 * Counts the nodes that took part in each block that a correct node commits: under PBFT the members
 * whose signatures in the block's certificate hold, under proof of work the nodes that found it.
 */
final class SignerCountObserver implements SimulationObserver {
  private final CellGenesis chain;
  private final Map<Hash, Set<Integer>> finders = new LinkedHashMap<>();
  private final Map<Hash, Integer> participants = new LinkedHashMap<>();

  SignerCountObserver(CellGenesis chain) {
    this.chain = chain;
  }

  @Override
  public void mined(int node, long atNs, Header sealed) {
    finders.computeIfAbsent(sealed.hash(), same -> new TreeSet<>()).add(node);
  }

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    if (!chain.correct().contains(node)) {
      return;
    }
    int count =
        certificate instanceof QuorumCertificate votes
            ? signers(block, votes)
            : finders.getOrDefault(block.hash(), Set.of()).size();
    // Nodes may have different certificates for one block: the weakest counts.
    participants.merge(block.hash(), count, Math::min);
  }

  private int signers(Block block, QuorumCertificate certificate) {
    if (!certificate.block().equals(block.hash()) || certificate.height() != block.height()) {
      return 0;
    }
    Membership members = members();
    return (int)
        certificate.attestations().stream()
            .filter(vote -> members.contains(vote.signer()))
            .filter(vote -> vote.holds(chain.scheme(), chain.genesis().chain()))
            .map(Attestation::signer)
            .distinct()
            .count();
  }

  private Membership members() {
    return chain.genesis().membership();
  }

  /** Nodes that took part, by the block's hash, in the order of the first commits. */
  Map<Hash, Integer> participants() {
    return participants;
  }

  /** Q. */
  int quorum() {
    return new QuorumSizes(members().size()).size();
  }
}

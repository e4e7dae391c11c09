package org.medchain.claims.watch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.medchain.comparison.TrialResult;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.QuorumSizes;
import org.medchain.data.Attestation;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.network.Membership;

/**
 * Counts the nodes that took part in each block that a correct node commits: under PBFT the members
 * whose signatures in the block's certificate hold, under proof of work the nodes that found it.
 */
final class SignerCountObserver implements TrialWatch {
  /** A block, the nodes that took part in it, and the least that must where they vote. */
  private record BlockParticipants(
      String block, int nodes, Optional<Integer> quorum, boolean underQuorum) {}

  private final CellGenesis chain;
  private final boolean votes;
  private final Map<Hash, Set<Integer>> finders = new LinkedHashMap<>();
  private final Map<Hash, Integer> participants = new LinkedHashMap<>();

  SignerCountObserver(CellGenesis chain, boolean votes) {
    this.chain = chain;
    this.votes = votes;
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

  @Override
  public List<? extends Record> rows(Optional<TrialResult> result) {
    Optional<Integer> quorum =
        votes ? Optional.of(new QuorumSizes(members().size()).size()) : Optional.empty();
    return participants.entrySet().stream()
        .map(
            each ->
                new BlockParticipants(
                    each.getKey().toHex(),
                    each.getValue(),
                    quorum,
                    quorum.filter(least -> each.getValue() < least).isPresent()))
        .toList();
  }
}

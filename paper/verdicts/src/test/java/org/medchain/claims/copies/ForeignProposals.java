package org.medchain.claims.copies;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.data.Block;
import org.medchain.data.KeyPair;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.MessageRegistry;

/**
 * Gives PRE-PREPAREs of one valid block to a replica that has seen nothing else, and looks whether
 * it votes for the block.
 */
final class ForeignProposals {
  private static final long NS_PER_MS = 1_000_000;

  /** More than any of these proposals needs. */
  private static final BatchLimits BATCH = new BatchLimits(8, 100_000, 0);

  private static final long VIEW_TIMEOUT_NS = 1_000 * NS_PER_MS;
  private static final long RETRANSMIT_NS = 100 * NS_PER_MS;
  private static final int POOL = 100;
  private static final long CHECKPOINTS = 16;

  private final CertifiedChain chain;
  private final Block block;

  /**
   * Proposals for the next block.
   *
   * @param block the chain's first
   */
  ForeignProposals(CertifiedChain chain, Block block) {
    this.chain = chain;
    this.block = block;
  }

  /** Whether a backup votes for the block when this key's holder proposes it in a view. */
  boolean getsVote(KeyPair proposer, long view) {
    long nowNs = block.header().timestampMs() * NS_PER_MS;
    PbftReplica backup = backup();
    List<Output> outputs = new ArrayList<>(backup.step(new Input.Started(nowNs)));
    outputs.addAll(backup.step(input(nowNs, proposer, view)));
    return outputs.stream()
        .anyMatch(each -> each instanceof Output.Sign sign && sign.message() instanceof Prepare);
  }

  /** The second member, which is no primary in view 0. */
  private PbftReplica backup() {
    PbftParameters parameters =
        new PbftParameters(
            chain.genesis().chainParameters(),
            BATCH,
            VIEW_TIMEOUT_NS,
            RETRANSMIT_NS,
            POOL,
            CHECKPOINTS);
    return new PbftReplica(parameters, chain.genesis().membership(), chain.member(1).publicKey());
  }

  private Input input(long nowNs, KeyPair proposer, long view) {
    Envelope envelope =
        Envelope.seal(
            chain.scheme(), chain.genesis().chain(), proposer, new PrePrepare(view, block));
    Authenticator authenticator =
        new Authenticator(
            chain.genesis().chain(), chain.scheme(), new MessageRegistry(PbftMessages.all()));
    return Input.of(nowNs, envelope, authenticator.authenticate(envelope));
  }
}

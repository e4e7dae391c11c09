package org.medchain.consensus.pow;

import java.util.Optional;
import java.util.function.LongFunction;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ChainParameters;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;

/**
 * When a block is valid (POW-1 to POW-7; paper §3.1: its hash is under its target, else it is
 * invalid). The Merkle root is checked where a {@link Block} is made, the signatures by the
 * authenticator.
 */
final class BlockValidity {
  /**
   * State and receipts root that a header has to carry: those of the block W below it.
   *
   * @param state of the state after that block
   * @param receipts of its receipts
   */
  record RequiredRoots(Hash state, Hash receipts) {
    boolean matches(Header header) {
      return header.stateRoot().equals(state) && header.receiptsRoot().equals(receipts);
    }
  }

  private final ChainParameters chain;
  private final DifficultyRule difficultyRule;
  private final BatchLimits limits;

  BlockValidity(PowParameters parameters) {
    this.chain = parameters.chain();
    this.difficultyRule = parameters.difficultyRule();
    this.limits = parameters.batch();
  }

  /**
   * The context-free check of a block (POW-1, POW-3, POW-6): done first, so that invalid blocks
   * cost their sender work.
   */
  Optional<String> contextFreeFault(Block block, long nowNs) {
    Optional<String> fault = contextFreeFault(block.header(), block.hash(), nowNs);
    if (fault.isEmpty() && !block.transactions().stream().allMatch(Transaction::isSigned)) {
      return Optional.of("a request is not signed");
    }
    if (fault.isEmpty()
        && block.transactions().stream().anyMatch(each -> chain.form().fault(each).isPresent())) {
      return Optional.of("a request is not of the chain's form");
    }
    if (fault.isEmpty() && !limits.allow(block.transactions())) {
      return Optional.of("the block is larger than a block may be");
    }
    return fault;
  }

  /** The context-free check of a header, of which this is the hash. */
  Optional<String> contextFreeFault(Header header, Hash hash, long nowNs) {
    // With retargeting only a lower bound can be checked here.
    if (!difficultyRule.allows(chain, header.difficulty())) {
      return Optional.of("the difficulty is not the chain's");
    }
    if (!header.difficulty().isMetBy(hash)) {
      return Optional.of("the hash is not under the target");
    }
    if (header.timestampMs() - nowNs / 1_000_000 > chain.clockToleranceMs()) {
      return Optional.of("the timestamp is too far ahead");
    }
    if (header.transactionCount() > limits.transactions()) {
      return Optional.of("the block is larger than a block may be");
    }
    return Optional.empty();
  }

  /**
   * The fault of a header as a child of {@code parent}, the last header of {@code branch} (POW-2,
   * POW-3, POW-27): all that needs no more than the headers.
   */
  Optional<String> contextualFault(Header header, Header parent, LongFunction<Header> branch) {
    if (header.height() != parent.height() + 1) {
      return Optional.of("the height is not the parent's plus 1");
    }
    if (!header.difficulty().equals(difficultyRule.next(chain, parent, branch))) {
      return Optional.of("the difficulty is not what the branch demands");
    }
    if (header.timestampMs() < parent.timestampMs()) {
      return Optional.of("the timestamp is before the parent's");
    }
    return Optional.empty();
  }

  /** The fault of a block as a child of {@code parent}, as far as is known (POW-2 to POW-7). */
  Optional<String> contextualFault(Block block, BlockNode parent, BestChain best) {
    if (parent.isInvalid) {
      return Optional.of("an ancestor is invalid");
    }
    Optional<String> fault =
        contextualFault(block.header(), parent.block.header(), parent::headerAt);
    if (fault.isPresent()) {
      return fault;
    }
    Optional<RequestId> repeated = best.duplicateRequest(block, parent);
    if (repeated.isPresent()) {
      return Optional.of("request " + repeated.get().brief() + " is on the branch already");
    }
    return executionFault(block, parent, best);
  }

  /**
   * The fault of a child of {@code parent} that executing the block W below it shows: its roots
   * (POW-7), or a sender that is not registered there (CONS-14). Empty if that is not executed yet.
   */
  Optional<String> executionFault(Block block, BlockNode parent, BestChain best) {
    Optional<RequiredRoots> roots = rootsAfter(parent);
    if (roots.isEmpty()) {
      return Optional.empty();
    }
    return roots.get().matches(block.header())
        ? best.unregisteredSender(block, executedAncestor(parent))
        : Optional.of("state or receipts root differ from those executed here");
  }

  /**
   * Whether a header above {@code tip} is checked by that at {@code height}, besides its parent.
   */
  boolean looksBackAt(long height, long tip) {
    return difficultyRule.looksBackAt(height, tip);
  }

  /** The difficulty that the next block after {@code parent} must have (POW-27). */
  Difficulty difficultyAfter(BlockNode parent) {
    return difficultyRule.next(chain, parent.block.header(), parent::headerAt);
  }

  /** The block whose execution the header of a child of {@code parent} reports. */
  BlockNode executedAncestor(BlockNode parent) {
    return parent.ancestor(parent.height() + 1 - chain.window());
  }

  /** The roots that a child of {@code parent} must carry; empty until that block is executed. */
  Optional<RequiredRoots> rootsAfter(BlockNode parent) {
    return executedAncestor(parent)
        .execution
        .map(execution -> new RequiredRoots(execution.stateRoot(), execution.receiptsRoot()));
  }
}

package org.medchain.consensus.pow;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.HashChainStateMachine;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.HeaderFields;
import org.medchain.data.KeyPair;
import org.medchain.data.RandomString;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;

/** Makes valid blocks of a small chain on any parent, with a {@link HashChainStateMachine}. */
final class PowFixture {
  static final Difficulty EASY = Difficulty.ofCoefficient(2);
  static final long SECOND = 1_000_000_000L;

  record Made(Block block, ExecutionResult execution, Made parent) {
    /** The ancestor {@code steps} below, the genesis block at the lowest. */
    Made below(long steps) {
      Made made = this;
      for (long i = 0; i < steps && made.block.height() > 0; i++) {
        made = made.parent;
      }
      return made;
    }

    long height() {
      return block.height();
    }

    /** Expected hashes of the blocks above the genesis block. */
    BigInteger work() {
      return height() == 0
          ? BigInteger.ZERO
          : parent.work().add(block.header().difficulty().work());
    }
  }

  final ChainParameters chain;
  final SignatureScheme scheme;
  final DifficultyRule rule;
  final Made genesis;

  PowFixture(int window, Difficulty difficulty, SignatureScheme scheme) {
    this(window, difficulty, scheme, new DifficultyRule.Constant());
  }

  PowFixture(int window, Difficulty difficulty, SignatureScheme scheme, DifficultyRule rule) {
    this(ConsensusTestChain.parameters(window, difficulty), scheme, rule);
  }

  PowFixture(ChainParameters chain, SignatureScheme scheme, DifficultyRule rule) {
    this.rule = rule;
    this.chain = chain;
    this.scheme = scheme;
    Block block = chain.genesis();
    Header header = block.header();
    this.genesis =
        new Made(
            block,
            new ExecutionResult(
                0, block.hash(), header.stateRoot(), header.receiptsRoot(), List.of()),
            null);
  }

  PowParameters parameters(int confirmations) {
    return parameters(confirmations, PowParameters.BRANCH_DEPTH);
  }

  PowParameters parameters(int confirmations, int branchDepth) {
    return parameters(confirmations, new BatchLimits(8, 10_000, SECOND / 10), 100, branchDepth);
  }

  PowParameters parameters(int confirmations, BatchLimits batch, int pool, int branchDepth) {
    return new PowParameters(
        chain, confirmations, batch, pool, SECOND, rule, branchDepth, Optional.empty());
  }

  KeyPair keys(String name) {
    return ConsensusTestChain.keys(scheme, name);
  }

  Transaction request(String client, long sequence) {
    return Transaction.signed(
        scheme, chain.chain(), keys(client), sequence, 1, Bytes.utf8("synthetic record"));
  }

  /** The header of a child of {@code parent} before the search; {@code salt} makes it another. */
  Header header(Made parent, List<Transaction> transactions, long salt) {
    return header(parent, transactions, salt, 1);
  }

  Header header(Made parent, List<Transaction> transactions, long salt, long afterMs) {
    Made reported = parent.below(chain.window() - 1L);
    return HeaderFields.at(parent.height() + 1)
        .previous(parent.block().hash())
        .timeMs(parent.block().header().timestampMs() + afterMs)
        .transactions(transactions)
        .stateRoot(reported.execution().stateRoot())
        .receiptsRoot(reported.execution().receiptsRoot())
        .difficulty(difficultyAfter(parent))
        .random(new RandomString(salt, 0))
        .made();
  }

  Difficulty difficultyAfter(Made parent) {
    return rule.next(
        chain,
        parent.block().header(),
        height -> parent.below(parent.height() - height).block().header());
  }

  Made childAfter(Made parent, long salt, long afterMs) {
    return seal(parent, header(parent, List.of(), salt, afterMs), List.of());
  }

  /** A chain of valid empty blocks on {@code from}, one ms after the other. */
  List<Made> branch(Made from, int length, long salt) {
    List<Made> branch = new ArrayList<>();
    Made tip = from;
    for (int i = 0; i < length; i++) {
      tip = child(tip, salt);
      branch.add(tip);
    }
    return branch;
  }

  Made child(Made parent, long salt, Transaction... transactions) {
    List<Transaction> all = List.of(transactions);
    return seal(parent, header(parent, all, salt), all);
  }

  /** A child with a header that may be wrong, but has its work done. */
  Made seal(Made parent, Header header, List<Transaction> transactions) {
    Block block = Block.of(ConsensusTestChain.search(header), transactions);
    Hash before = parent.execution().stateRoot();
    return new Made(block, HashChainStateMachine.execute(before, block), parent);
  }
}

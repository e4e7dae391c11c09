package org.medchain.claims.chain;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.ledger.ChainVerification;
import org.medchain.comparison.theory.HashesPerBlock;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.pow.DifficultyRule;
import org.medchain.consensus.pow.NewBlock;
import org.medchain.consensus.pow.PowMessages;
import org.medchain.consensus.pow.PowParameters;
import org.medchain.consensus.pow.PowReplica;
import org.medchain.contract.Genesis;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MerkleTree;
import org.medchain.data.RandomString;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.MessageRegistry;
import org.medchain.simulation.model.RandomStreams;
import org.medchain.simulation.model.SymbolicSignatures;

/**
 * Offers blocks on the genesis block to a node of proof of work that has seen nothing else, each to
 * a fresh one: right in all but, where it is wanted, the target.
 */
final class OfferedHeaders {
  private static final String CLAIM = "valid-under-target";
  private static final int NODES = 4;
  private static final long GENESIS_MS = 1_600_000_000_000L;
  private static final long NS_PER_MS = 1_000_000;
  private static final int CONFIRMATIONS = 6;

  private final ChainCast cast;
  private final Genesis genesis;
  private final Header draft;
  private final PowParameters parameters;
  private final Authenticator authenticator;
  private final UniformRandomProvider random;

  OfferedHeaders(long seed, long coefficient, UniformRandomProvider random) {
    this.cast = ChainCast.of(new SymbolicSignatures(), seed, NODES);
    this.random = random;
    genesis =
        cast.genesis(
            Difficulty.ofCoefficient(coefficient),
            IncentiveRules.of(new PointRules(0, 0, 0, 0, 0)),
            GENESIS_MS);
    draft = new MadeChain(cast, genesis).draft(MerkleTree.EMPTY_ROOT, 0);
    parameters =
        new PowParameters(
            genesis.chainParameters(),
            CONFIRMATIONS,
            new BatchLimits(1_000, 1 << 20, 0),
            1_000,
            NS_PER_MS,
            new DifficultyRule.Constant(),
            PowParameters.BRANCH_DEPTH,
            Optional.empty());
    authenticator =
        new Authenticator(genesis.chain(), cast.scheme(), new MessageRegistry(PowMessages.all()));
  }

  /** A header whose hash is at or above its target, as numbers. */
  Header notBelowTarget() {
    Header drawn = draft.with(drawnString());
    while (isBelowTarget(drawn)) {
      drawn = draft.with(drawnString());
    }
    return drawn;
  }

  /** A header whose hash is below it. */
  Header belowTarget() {
    Header drawn = draft.with(drawnString());
    while (!isBelowTarget(drawn)) {
      drawn = draft.with(drawnString());
    }
    return drawn;
  }

  private RandomString drawnString() {
    return new RandomString(random.nextLong(), random.nextLong());
  }

  /** Compares hash and target as numbers, without the code of the nodes. */
  static boolean isBelowTarget(Header header) {
    BigInteger hash = new BigInteger(1, header.hash().toBytes().toArray());
    BigInteger target = HashesPerBlock.ofCompact(header.difficulty().compact()).target();
    return hash.compareTo(target) < 0;
  }

  /** Whether a node commits the block of this header. */
  boolean isCommitted(Header header) {
    Hash hash = header.hash();
    KeyPair self = cast.nodes().getFirst();
    KeyPair miner = cast.nodes().getLast();
    PowReplica node = new PowReplica(parameters, genesis.membership(), self.publicKey());
    long nowNs = header.timestampMs() * NS_PER_MS;
    node.step(new Input.Started(nowNs));
    Envelope envelope =
        Envelope.seal(
            cast.scheme(), genesis.chain(), miner, new NewBlock(Block.of(header, List.of())));
    if (!(authenticator.authenticate(envelope) instanceof AuthenticationResult.Verified verified)) {
      throw new IllegalStateException("an offered block is not authentic");
    }
    return node.step(new Input.MessageReceived(nowNs, verified)).stream()
        .anyMatch(
            output -> output instanceof Output.Commit commit && commit.block().hash().equals(hash));
  }

  /** Whether who checks a stored chain takes the header for right. */
  boolean isVerified(Header header) {
    return new ChainVerification(cast.scheme(), genesis.chain())
        .firstFlawOfHeaders(List.of(genesis.block().header(), header), header.hash())
        .isEmpty();
  }

  /** Offers them, and right ones as a control. */
  static void run(ClaimRun run) {
    run.progress("offers headers at or above the target");
    OfferedHeaders offered =
        new OfferedHeaders(
            run.seed(), run.count("coefficient"), new RandomStreams(run.seed()).stream(CLAIM, 0));
    int offers = run.count("offers");
    int controls = run.count("controls");
    long committed = 0;
    long verified = 0;
    for (int i = 0; i < offers; i++) {
      Header header = offered.notBelowTarget();
      committed += offered.isCommitted(header) ? 1 : 0;
      verified += offered.isVerified(header) ? 1 : 0;
    }
    long right = 0;
    for (int i = 0; i < controls; i++) {
      right += offered.isCommitted(offered.belowTarget()) ? 1 : 0;
    }
    // If the same blocks below the target are refused too, refusals say nothing of the target.
    boolean telling = right == controls && controls > 0;
    ClaimFigures figures = run.figures(CLAIM);
    figures.value(
        "offered_accepted",
        telling ? committed : Double.NaN,
        offers,
        "blocks at or above the target that a node of proof of work committed");
    figures.value(
        "offered_verified",
        telling ? verified : Double.NaN,
        offers,
        "the same that the check of a stored chain took for right");
    figures.share(
        "below_target_accepted_share",
        right,
        controls,
        "blocks below the target that are like them otherwise, and that the node committed");
  }
}

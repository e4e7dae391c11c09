package org.medchain.agents;

import static org.medchain.credit.Parameter.VERIFYING_COST;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.agents.LedgerResult.LedgerReplicate;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.AskBalance;
import org.medchain.contract.verdict.CastVote;
import org.medchain.contract.verdict.Verdicts;
import org.medchain.contract.verdict.Verification;
import org.medchain.contract.verdict.Verification.Seat;
import org.medchain.credit.strategy.Strategy;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.game.random.ReplicateSeed;

/**
 * One replicate from the agents' view: after each block they decide on their next transactions,
 * from receipts, own balances, their seats, and private facts.
 */
final class AgentSimulationRun {
  private final AgentPopulation population;
  private final UniformRandomProvider random;
  private final ReceiptHistory journal;
  private final AgentPayoffs scores;
  private final IdentityLifecycle identities;
  private final RecordMarket market;
  private final List<BlockPhase> phases;
  private final List<OffLedgerRecord> uploaded = new ArrayList<>();
  private int blocks;
  private int filesMade;
  private int rounds;

  AgentSimulationRun(AgentPopulation town, ReplicateSeed seed) {
    this.population = town;
    this.random = seed.substream(1).generator();
    this.journal = new ReceiptHistory(town, random);
    this.scores = new AgentPayoffs(town, random);
    this.identities = new IdentityLifecycle(town, journal);
    this.market = new RecordMarket(town, journal, random);
    this.phases = BlockPhase.scheduleOf(town.scenario);
  }

  AgentPopulation population() {
    return population;
  }

  /** How many blocks there will be. */
  int blockCount() {
    return phases.size();
  }

  /**
   * The transactions of the next block, never none; nothing when the play is over.
   *
   * @param receipts of the last block
   * @param state after it, to read own balances and seats in
   */
  Optional<List<Transaction>> nextTransactions(List<Receipt> receipts, WorldState state) {
    journal.readReceipts(receipts, blocks);
    if (blocks > 0 && phases.get(blocks - 1) == BlockPhase.ACCOUNT) {
      endRound(state);
    }
    if (blocks == phases.size()) {
      scores.recordRoundPayoffs(state, false);
      scores.recordSupply(state, blocks);
      return Optional.empty();
    }
    BlockPhase phase = phases.get(blocks);
    blocks++;
    List<Transaction> orders = new ArrayList<>(phase(phase, state));
    orders.addAll(identities.centerTransactions(blocks, blocks == phases.size()));
    if (orders.isEmpty()) {
      orders.add(noOpTransaction());
    }
    return Optional.of(orders);
  }

  /** A transaction that changes nothing. */
  Transaction noOpTransaction() {
    return population.heartbeat.sign(new AskBalance());
  }

  private List<Transaction> phase(BlockPhase phase, WorldState state) {
    return switch (phase) {
      case FUND -> identities.fundBuyers(blocks);
      case ADMIT -> identities.registerBuyers(blocks);
      case ARRIVE -> arrive(state);
      case UPLOAD -> upload();
      case LEAVE -> identities.exitHitAndRunKeys();
      case VOTE -> vote(state);
      case GRANT -> market.grantAccess(uploaded);
      case QUERY -> market.submitQueries();
      case EVALUATE -> market.submitEvaluations();
      case ACCOUNT ->
          identities.settleRound(state, (rounds + 1) % population.scenario.epochRounds() == 0);
      case CLOSE -> List.of();
    };
  }

  private void endRound(WorldState state) {
    scores.recordRoundPayoffs(state, true);
    rounds++;
    if (rounds % population.scenario.epochRounds() == 0) {
      if (population.scenario.revision().events() > 0) {
        scores.reviseStrategies();
      }
      scores.endEpoch(state, blocks);
    }
  }

  private List<Transaction> arrive(WorldState state) {
    if (rounds == 0) {
      scores.recordInitialWealth(state, blocks - 1);
    }
    uploaded.clear();
    journal.servedQueries.clear();
    return identities.registerIdentities();
  }

  private List<Transaction> upload() {
    List<Transaction> orders = new ArrayList<>();
    for (LedgerAgent member : population.agents) {
      Strategy strategy = population.strategyOf(member);
      RecordUploader upload = new RecordUploader(population, random, filesMade);
      List<OffLedgerRecord> made = upload.createUploads(member, strategy, orders);
      filesMade += made.size();
      uploaded.addAll(made);
      made.forEach(each -> journal.recordsById.put(each.id(), each));
    }
    return orders;
  }

  private List<Transaction> vote(WorldState state) {
    List<Transaction> orders = new ArrayList<>();
    for (OffLedgerRecord dossier : uploaded) {
      Hash id = dossier.id();
      // Where too few verify, the upload was refused.
      for (Seat seat : Verdicts.of(state, id).map(Verification::seats).orElse(List.of())) {
        orders.add(vote(seat.verifier(), dossier));
      }
    }
    // The order of votes is independent of the order of the draw.
    shuffle(orders, random);
    return orders;
  }

  private Transaction vote(PublicKey verifier, OffLedgerRecord dossier) {
    LedgerAgent member = population.agentByKey.get(verifier);
    Strategy strategy = population.strategyOf(member);
    if (strategy.inspects(dossier.kind())) {
      member.cash -= population.parameters.of(VERIFYING_COST);
    }
    boolean valid =
        random.nextDouble() >= strategy.rejectProbability(population.parameters, dossier.kind());
    return member.hospitalKey.orElseThrow().sign(new CastVote(dossier.id(), valid));
  }

  static void shuffle(List<Transaction> orders, UniformRandomProvider random) {
    for (int last = orders.size() - 1; last > 0; last--) {
      Collections.swap(orders, last, random.nextInt(last + 1));
    }
  }

  /** What came of it, after the last block. */
  LedgerReplicate toReplicate(WorldState state) {
    return new LedgerReplicate(
        scores.meanPayoffs(),
        scores.members(state),
        scores.counts,
        scores.supply,
        journal.accepted,
        journal.convicted,
        journal.falseAccepted,
        journal.uncollected,
        journal.refused,
        journal.transactions,
        blocks,
        state.tree().root().toString());
  }
}

package org.medchain.agents;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.contract.ChainState;
import org.medchain.contract.IncentiveOperation;
import org.medchain.contract.Operation;
import org.medchain.contract.Verification;
import org.medchain.credit.Parameter;
import org.medchain.credit.strategy.Strategy;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.game.random.ReplicateSeed;

/**
 * One replicate as its agents live it: told what the last block did, they say what they order next.
 * They go by receipts, own balances, seats they were drawn for, and what is in their heads.
 */
final class Play {
  private final Town town;
  private final UniformRandomProvider random;
  private final Journal journal;
  private final Scores scores;
  private final Identities identities;
  private final Market market;
  private final List<Phase> phases;
  private final List<Dossier> uploaded = new ArrayList<>();
  private int blocks;
  private int filesMade;
  private int rounds;

  Play(Town town, ReplicateSeed seed) {
    this.town = town;
    this.random = seed.part(1).generator();
    this.journal = new Journal(town, random);
    this.scores = new Scores(town, random);
    this.identities = new Identities(town, journal);
    this.market = new Market(town, journal, random);
    this.phases = Phase.schedule(town.scenario);
  }

  Town town() {
    return town;
  }

  /** How many blocks there will be. */
  int length() {
    return phases.size();
  }

  /**
   * The transactions of the next block, never none; nothing when the play is over.
   *
   * @param receipts of the last block
   * @param state after it, to read own balances and seats in
   */
  Optional<List<Transaction>> next(List<Receipt> receipts, ChainState state) {
    journal.read(receipts, blocks);
    if (blocks > 0 && phases.get(blocks - 1) == Phase.ACCOUNT) {
      endRound(state);
    }
    if (blocks == phases.size()) {
      scores.collect(state, false);
      scores.noteSupply(state, blocks);
      return Optional.empty();
    }
    Phase phase = phases.get(blocks);
    blocks++;
    List<Transaction> orders = new ArrayList<>(phase(phase, state));
    orders.addAll(identities.due(blocks, blocks == phases.size()));
    if (orders.isEmpty()) {
      orders.add(tick());
    }
    return Optional.of(orders);
  }

  /** A transaction that changes nothing. */
  Transaction tick() {
    return town.clock.order(new Operation.Balance());
  }

  private List<Transaction> phase(Phase phase, ChainState state) {
    return switch (phase) {
      case FUND -> identities.fund(blocks);
      case ADMIT -> identities.admit(blocks);
      case ARRIVE -> arrive(state);
      case UPLOAD -> upload();
      case LEAVE -> identities.run();
      case VOTE -> vote(state);
      case GRANT -> market.grant(uploaded);
      case QUERY -> market.query();
      case EVALUATE -> market.evaluate();
      case ACCOUNT -> identities.account(state, (rounds + 1) % town.scenario.epochRounds() == 0);
      case CLOSE -> List.of();
    };
  }

  private void endRound(ChainState state) {
    scores.collect(state, true);
    rounds++;
    if (rounds % town.scenario.epochRounds() == 0) {
      if (town.scenario.revision().events() > 0) {
        scores.revise();
      }
      scores.endEpoch(state, blocks);
    }
  }

  private List<Transaction> arrive(ChainState state) {
    if (rounds == 0) {
      scores.begin(state, blocks - 1);
    }
    uploaded.clear();
    journal.served.clear();
    return identities.arrive();
  }

  private List<Transaction> upload() {
    List<Transaction> orders = new ArrayList<>();
    for (Member member : town.members) {
      Strategy strategy = town.behaviourOf(member).strategy();
      Upload upload = new Upload(town, random, filesMade);
      List<Dossier> made = upload.by(member, strategy, orders);
      filesMade += made.size();
      uploaded.addAll(made);
      made.forEach(each -> journal.dossiers.put(each.id, each));
    }
    return orders;
  }

  private List<Transaction> vote(ChainState state) {
    List<Transaction> orders = new ArrayList<>();
    for (Dossier dossier : uploaded) {
      Hash id = dossier.id;
      for (Verification.Seat seat : state.incentives().verification(id).orElseThrow().seats()) {
        orders.add(vote(seat.verifier(), dossier));
      }
    }
    // Who votes first has nothing to do with who is drawn first.
    shuffle(orders, random);
    return orders;
  }

  private Transaction vote(PublicKey verifier, Dossier dossier) {
    Member member = town.behind.get(verifier);
    Strategy strategy = town.behaviourOf(member).strategy();
    if (strategy.looksAt(dossier.kind)) {
      member.cash -= town.parameters.of(Parameter.VERIFYING_COST);
    }
    boolean valid = random.nextDouble() >= strategy.callsFalse(town.parameters, dossier.kind);
    return member.practice.orElseThrow().order(new IncentiveOperation.Vote(dossier.id, valid));
  }

  static void shuffle(List<Transaction> orders, UniformRandomProvider random) {
    for (int last = orders.size() - 1; last > 0; last--) {
      Collections.swap(orders, last, random.nextInt(last + 1));
    }
  }

  /** What came of it, after the last block. */
  LedgerResult.Run result(ChainState state) {
    return new LedgerResult.Run(
        scores.payoffs(),
        scores.counts,
        scores.supply,
        journal.accepted,
        journal.convicted,
        journal.falseAccepted,
        journal.refused,
        journal.transactions,
        blocks,
        state.tree().root().toString());
  }
}

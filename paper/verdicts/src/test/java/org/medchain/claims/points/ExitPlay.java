package org.medchain.claims.points;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.medchain.claims.contracts.RandomOperations;
import org.medchain.claims.contracts.ScenarioCast;
import org.medchain.claims.contracts.ScenarioCast.ScenarioRecord;
import org.medchain.claims.contracts.ScenarioChain;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.ledger.RecordReader;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.Freezing;
import org.medchain.contract.center.ThawAccount;
import org.medchain.contract.consent.Directives;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.datasharing.TradeEvents;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.exit.SettleExit;
import org.medchain.contract.records.Purchases;
import org.medchain.contract.registration.Registration;
import org.medchain.credit.conditions.Conditions;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.incentive.Account;

/**
 * One exit after a random history: of a participant with open offers, waiting agreements, pending
 * verdicts, a frozen account, or none of these.
 */
record ExitPlay(
    boolean accepted,
    boolean frozen,
    int lockBlocks,
    boolean settled,
    long blocksToSettlement,
    ExitHarm harm,
    long agreementsDissolved) {
  private static final List<Integer> LOCKS = List.of(0, 3, 10, 50);
  private static final int LEAST_BLOCKS = 10;
  private static final int MORE_BLOCKS = 30;
  private static final int MOST_IN_BLOCK = 4;
  private static final double FROZEN = 0.25;

  /** A frozen account is thawed so long after its lock, as after an inquiry. */
  private static final int THAW_BLOCKS = 5;

  /** A row. */
  private record NumberedExit(int scenario, ExitPlay exit) {}

  /** Plays all scenarios of a run (claim exit-at-any-time). */
  static void run(ClaimRun run) throws Exception {
    List<NumberedExit> exits = new ArrayList<>();
    for (int scenario = 0; scenario < run.count("exit_scenarios"); scenario++) {
      exits.add(new NumberedExit(scenario, of(ReplicateSeed.of(run.seed(), "exits", scenario))));
    }
    run.raw("exits", exits);
    run.figures("exit-harms-nobody")
        .value(
            "stay_margin_points",
            Conditions.byId("T20")
                .closedForm(
                    LedgerPlan.underPaperRules(LedgerPlan.study(run, LedgerPlan.LEDGER_STUDY)))
                .margin(),
            1,
            "T20: points that a settled participant may hold more before it would rather leave");
  }

  /** Plays a scenario. */
  static ExitPlay of(ReplicateSeed seed) {
    SplittableRandom random = new SplittableRandom(seed.substream(1).value());
    int lock = LOCKS.get(random.nextInt(LOCKS.size()));
    ScenarioChain chain =
        new ScenarioChain(
            ScenarioRules.drawn(random, lock), new ScenarioCast(seed.value(), 4, 2, 3, 3));
    RandomOperations operations = RandomOperations.ofAll(chain, random);
    int blocks = LEAST_BLOCKS + random.nextInt(MORE_BLOCKS);
    for (int block = 0; block < blocks; block++) {
      operations.block(MOST_IN_BLOCK);
    }
    List<KeyPair> staying =
        operations.parties().stream()
            .filter(each -> Registration.role(chain.state(), each.publicKey()).isPresent())
            .filter(each -> !Registration.hasLeft(chain.state(), each.publicKey()))
            .toList();
    KeyPair leaving = staying.get(random.nextInt(staying.size()));
    if (random.nextDouble() < FROZEN) {
      chain.run(chain.cast().center, new FreezeAccount(leaving.publicKey()));
    }
    return leave(chain, operations, leaving);
  }

  private static ExitPlay leave(ScenarioChain chain, RandomOperations operations, KeyPair leaving) {
    PublicKey left = leaving.publicKey();
    WorldState before = chain.state();
    boolean frozen = Freezing.isFrozen(before, left);
    int lock = before.rules().redemption().exitLockBlocks();
    // The settlement is ordered in the block of the exit, and then in each one after it.
    List<Receipt> first =
        chain.add(List.of(chain.order(leaving, new LeaveChain()), settlement(chain, left)));
    boolean accepted = first.getFirst().succeeded();
    boolean settled = first.getLast().succeeded();
    long waited = 0;
    long limit = lock + 2L * THAW_BLOCKS;
    while (accepted && !settled && waited < limit) {
      waited++;
      if (frozen && waited == lock + THAW_BLOCKS) {
        chain.run(chain.cast().center, new ThawAccount(left));
        waited++;
      }
      settled = chain.add(List.of(settlement(chain, left))).getFirst().succeeded();
    }
    return new ExitPlay(
        accepted,
        frozen,
        lock,
        settled,
        waited,
        ExitHarm.between(before, chain.state(), left, operations),
        dissolved(first.getFirst(), left));
  }

  private static Transaction settlement(ScenarioChain chain, PublicKey left) {
    return chain.order(chain.cast().center, new SettleExit(left));
  }

  private static long dissolved(Receipt exit, PublicKey left) {
    return MedicalModules.events(exit).stream()
        .filter(TradeEvents.AgreementDissolved.class::isInstance)
        .map(TradeEvents.AgreementDissolved.class::cast)
        .filter(ended -> !ended.demander().equals(left))
        .count();
  }

  /** What others had before an exit and have no more after it was settled. */
  private record ExitHarm(
      int others,
      int othersWithFewerPoints,
      int rights,
      int rightsEnded,
      int purchases,
      int purchasesEnded) {
    /** Compares two states between which nothing happened but one exit. */
    static ExitHarm between(
        WorldState before, WorldState after, PublicKey left, RandomOperations operations) {
      List<PublicKey> others =
          operations.parties().stream()
              .map(KeyPair::publicKey)
              .filter(each -> !each.equals(left))
              .toList();
      int fewer = 0;
      for (PublicKey other : others) {
        fewer += points(after, other) < points(before, other) ? 1 : 0;
      }
      int rights = 0;
      int rightsEnded = 0;
      int purchases = 0;
      int purchasesEnded = 0;
      for (ScenarioRecord record : operations.records()) {
        for (PublicKey other : others) {
          if (granted(before, record, other)) {
            rights++;
            rightsEnded += granted(after, record, other) ? 0 : 1;
          }
          if (Purchases.of(before, record.id(), other).isPresent()) {
            purchases++;
            purchasesEnded += Purchases.of(after, record.id(), other).isPresent() ? 0 : 1;
          }
        }
      }
      return new ExitHarm(others.size(), fewer, rights, rightsEnded, purchases, purchasesEnded);
    }

    private static long points(WorldState state, PublicKey party) {
      return state.balance(party) + state.points().ledger().balanceOf(Account.bondOf(party));
    }

    /**
     * Whether the owner lets the reader read or pass on the record, and is there (CON-8, GAME-7).
     */
    private static boolean granted(WorldState state, ScenarioRecord record, PublicKey reader) {
      PublicKey owner = record.owner().publicKey();
      return !Registration.hasLeft(state, owner)
          && Stream.of(Purpose.HRESCH, Purpose.DISCLOSE)
              .map(purpose -> RecordReader.consent(owner, record.id(), reader, purpose).terms())
              .anyMatch(terms -> Directives.entry(terms.id()).in(state).isPresent());
    }
  }
}

package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.medchain.contract.consent.ConsentEvents;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.datasharing.OpenOffer;
import org.medchain.contract.datasharing.Position;
import org.medchain.contract.datasharing.TradeValues;
import org.medchain.contract.economy.EconomyEvents;
import org.medchain.contract.economy.Scores;
import org.medchain.contract.economy.Service;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.exit.SettleExit;
import org.medchain.contract.records.RecordEvents;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.storageproof.ProveStorage;
import org.medchain.contract.verdict.VerdictEvents;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.incentive.Account;
import org.medchain.incentive.PointLedger;
import org.medchain.incentive.Score;
import org.medchain.incentive.Supply;

/** The incentive game on the ledger against {@link PlainGame}, over random play. */
@Tag("statistical")
class IncentivePropertiesTest {
  @Provide
  Arbitrary<GameScenario> games() {
    return GameScenario.any();
  }

  /**
   * GAME-1 to GAME-9, INC-2 to INC-5: every operation has the model's outcome, every account holds
   * the model's points, points are conserved, and the events report all changes.
   */
  @Property(seed = "31", tries = 120, edgeCases = EdgeCasesMode.NONE)
  @StatisticsReport(StatisticsReportMode.OFF)
  void theLedgerPlaysTheGameByTheRules(@ForAll("games") GameScenario game) {
    TestChain chain = GameScenario.chain();
    PlainGame model = new PlainGame(chain.genesis());
    EventLedger events = new EventLedger(chain.genesis());
    for (GameScenario.Move move : game.moves()) {
      if (play(move, game, chain, model, events) == Outcome.OK) {
        requireEqual(chain.state(), model, events);
      }
    }
    everythingWasMet();
  }

  /** One block, with one operation or none; tells how it went. */
  private static Outcome play(
      GameScenario.Move move,
      GameScenario game,
      TestChain chain,
      PlainGame model,
      EventLedger events) {
    long height = chain.contract().height() + 1;
    model.beginBlock(height);
    Optional<Operation> operation = game.operation(move, chain, model);
    if (operation.isEmpty()) {
      chain.add(List.of());
      model.storage.endBlock(height);
      return Outcome.OK;
    }
    Transaction transaction = chain.order(game.who(move, chain), operation.get());
    Outcome foretold = foretold(model, move, transaction, chain.state(), height);
    Receipt receipt = chain.add(List.of(transaction)).receipts().get(0);
    model.storage.endBlock(height);
    Outcome outcome = Outcome.of(receipt);
    assertThat(outcome).as("%s at %s", operation.get(), height).isEqualTo(foretold);
    events.apply(MedicalModules.events(receipt));
    for (Event event : MedicalModules.events(receipt)) {
      if (event instanceof ConsentEvents.ReadAnswered read) {
        assertThat(read.line().answer()).as("%s", operation.get()).isEqualTo(model.answered);
        Statistics.label("answer").collect(model.answered);
      }
    }
    if (chain.state().rules().scarcity().judged()) {
      requireVerdict(MedicalModules.events(receipt));
    }
    Statistics.label("outcome").collect(outcome);
    Statistics.label("done").collect(outcome == Outcome.OK ? move.what() : "");
    return outcome;
  }

  /** INC-11: no reward of a record without a vote in the same receipt. */
  private static void requireVerdict(List<Event> events) {
    boolean rewarded =
        events.stream()
            .anyMatch(
                each ->
                    switch (each) {
                      case RecordEvents.RecordStored in -> in.reward() > 0;
                      case RecordEvents.RecordAccepted in -> in.reward() > 0;
                      case EconomyEvents.Rewarded paid -> paid.service() == Service.RECORD;
                      default -> false;
                    });
    boolean voted = events.stream().anyMatch(VerdictEvents.VoteCast.class::isInstance);
    assertThat(!rewarded || voted).as("%s", events).isTrue();
  }

  private static Outcome foretold(
      PlainGame model,
      GameScenario.Move move,
      Transaction transaction,
      WorldState before,
      long height) {
    Operation operation = MedicalModules.operation(transaction);
    return operation instanceof ProveStorage prove
        ? model.storage.prove(
            transaction.request().sender(), prove.record(), GameScenario.isRight(move), height)
        : model.order(transaction.request(), operation, before, height);
  }

  private static void requireEqual(WorldState state, PlainGame model, EventLedger events) {
    PointLedger ledger = PointLedger.over(state.tree());
    long held = 0;
    for (PublicKey key : model.purses.balance.keySet()) {
      assertThat(state.balance(key)).isEqualTo(model.purses.balance.get(key)).isNotNegative();
      assertThat(state.balance(key)).isEqualTo(events.balances.getOrDefault(key, 0L));
      assertThat(state.points().ledger().balanceOf(Account.bondOf(key)))
          .isEqualTo(model.purses.bond.get(key))
          .isNotNegative();
      assertThat(ledger.grantOf(key)).isEqualTo(model.purses.grant.get(key));
      Score score = Scores.of(state, key);
      assertThat(score.answered()).isEqualTo(model.storage.answered.getOrDefault(key, 0L));
      assertThat(score.missed()).isEqualTo(model.storage.missed.getOrDefault(key, 0L));
      held += model.purses.balance.get(key) + model.purses.bond.get(key);
    }
    assertThat(ledger.supply())
        .isEqualTo(new Supply(model.purses.issued, held, model.purses.burnt, model.purses.redeemed))
        .isEqualTo(events.supply());
    assertThat(ledger.supply().isConserved()).isTrue();
    assertThat(ledger.countHeld()).isEqualTo(held);
    assertThat(state.rules()).isEqualTo(model.rules);
  }

  /** GAME-7, CON-13: an exit closes all that is open; a participant that left has nothing open. */
  @Property(seed = "32", tries = 60, edgeCases = EdgeCasesMode.NONE)
  void anExitFindsAllThatIsOpen(
      @ForAll("scenarios") Scenario scenario, @ForAll @IntRange(min = 5, max = 60) int when) {
    TestChain chain = new TestChain();
    EventLedger events = new EventLedger(chain.genesis());
    List<Transaction> transactions = new ArrayList<>(scenario.transactions(chain));
    for (int i = 0; i < 3; i++) {
      int at = Math.min(transactions.size(), when * (i + 1));
      KeyPair leaving = Scenario.CAST.get((when + i) % 5);
      transactions.add(at, chain.order(leaving, new LeaveChain()));
      transactions.add(chain.order(TestChain.CENTER, new SettleExit(leaving.publicKey())));
    }
    for (Transaction transaction : transactions) {
      events.apply(MedicalModules.events(chain.add(List.of(transaction)).receipts().get(0)));
      WorldState state = chain.state();
      for (KeyPair each : Scenario.CAST) {
        List<Position> positions = TradeValues.positions(state, each.publicKey());
        assertThat(positions).containsExactlyInAnyOrderElementsOf(open(state, each.publicKey()));
        assertThat(positions.isEmpty() || !Registration.hasLeft(state, each.publicKey())).isTrue();
      }
      TradeOracle.requireNothingDue(state);
      PointLedger ledger = PointLedger.over(state.tree());
      assertThat(ledger.supply()).isEqualTo(events.supply());
      assertThat(ledger.countHeld()).isEqualTo(ledger.supply().held());
    }
  }

  private static List<Position> open(WorldState state, PublicKey party) {
    List<Position> open = new ArrayList<>();
    for (KeyPair provider : Scenario.CAST) {
      for (String type : Scenario.TYPES) {
        PublicKey key = provider.publicKey();
        Optional<OpenOffer> offer = TradeValues.offer(state, key, type);
        if (offer
            .filter(each -> key.equals(party) || each.waitingOf(party).isPresent())
            .isPresent()) {
          open.add(new Position(key, type));
        }
      }
    }
    return open;
  }

  @Provide
  Arbitrary<Scenario> scenarios() {
    return Scenario.any();
  }

  /** Every reason of the game, and every kind of move of it that succeeds. */
  private static void everythingWasMet() {
    Statistics.label("outcome")
        .coverage(
            coverage -> {
              for (Outcome each : EnumSet.range(Outcome.RECORD_PENDING, Outcome.TOO_LATE)) {
                coverage.check(each).count(count -> count > 0);
              }
            });
    Statistics.label("answer")
        .coverage(
            coverage -> {
              for (ReadAnswer each :
                  List.of(ReadAnswer.DIRECTIVE, ReadAnswer.VERIFIER, ReadAnswer.READER_FROZEN)) {
                coverage.check(each).count(count -> count > 0);
              }
            });
    Statistics.label("done")
        .coverage(
            coverage -> {
              for (GameScenario.What each : GameScenario.What.values()) {
                if (each != GameScenario.What.WAIT && each != GameScenario.What.JUDGE) {
                  coverage.check(each).count(count -> count > 0);
                }
              }
            });
  }
}

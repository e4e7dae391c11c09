package org.medchain.contract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.medchain.contract.EventLedger;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.TestChain;
import org.medchain.contract.consent.AccessEntry;
import org.medchain.contract.consent.AccessLog;
import org.medchain.contract.consent.ConsentEvents.ReadAnswered;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.engine.BlockExecution;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Signature;
import org.medchain.data.Transaction;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.MembershipRules;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.VerdictRules;

/**
 * A chain of few participants and records under random orders, {@link WhoReads} beside it: each
 * order goes as foretold, and after each block every question who may read what has one answer.
 */
final class WhoReadsPlay {
  /** Registered by an order, if at all. */
  private static final Set<Integer> LATE = Set.of(3, 6);

  /** What a read may be for. */
  private static final List<Purpose> READING =
      Arrays.stream(Purpose.values()).filter(each -> each != Purpose.DISCLOSE).toList();

  private static final int OPENING = 4;
  private static final int AT_THE_END = 5;
  private static final PointRules POINTS = new PointRules(10, 3, 5, 8, 7_500);
  private static final long FIRST_MS = 1_600_000_000_000L;

  private static final IncentiveRules JUDGED =
      IncentiveRules.of(POINTS)
          .with(
              new MembershipRules(
                  List.of(
                      new MembershipRules.MembershipLevel(5, 6, 5_000),
                      new MembershipRules.MembershipLevel(9, 6, 10_000))));

  private static final List<Genesis> CHAINS =
      List.of(genesis(JUDGED), genesis(JUDGED.with(new VerdictRules(3, 2, 0, 6, 1, 1, 0, 0))));

  private final Random random;
  private final EventLedger ledger;
  private final WhoReadsRecords records;
  private final WhoReadsMoves moves;
  private final Map<PublicKey, Long> sequences = new HashMap<>();
  private final Map<ReadAnswer, Integer> answers;
  private final WhoReads model;
  private WorldState state;
  private long height;

  /**
   * A chain before its first block.
   *
   * @param answers counts how often each was given
   */
  WhoReadsPlay(long seed, Map<ReadAnswer, Integer> answers) {
    this.random = new Random(seed);
    this.answers = answers;
    int chain = (int) (seed % CHAINS.size());
    Genesis genesis = CHAINS.get(chain);
    state = genesis.state();
    ledger = new EventLedger(genesis);
    WhoReadsParties parties =
        new WhoReadsParties(
            new WhoReadsParties.Rules(
                chain == 0 ? 0 : 2, 6, 8, List.of(5L, 9L), List.of(50, 100), 6),
            WhoReadsCast.ROLES,
            who -> ledger.balances().getOrDefault(WhoReadsCast.name(who), 0L));
    model = new WhoReads(parties);
    for (int who = 0; who < WhoReadsCast.ROLES.size(); who++) {
      if (!LATE.contains(who)) {
        parties.registered(who);
      }
    }
    records = new WhoReadsRecords(parties, model);
    moves = new WhoReadsMoves(random, parties, model, records);
  }

  private static Genesis genesis(IncentiveRules rules) {
    return new Genesis(
        new Genesis.Terms(
            FIRST_MS,
            IntStream.range(0, 4).mapToObj(TestChain::node).toList(),
            TestChain.WINDOW,
            Difficulty.NONE,
            5_000,
            TestChain.CENTER.publicKey(),
            rules),
        Stream.concat(
                IntStream.range(0, WhoReadsCast.ROLES.size())
                    .filter(who -> !LATE.contains(who))
                    .mapToObj(
                        who -> TestChain.of(WhoReadsCast.name(who), WhoReadsCast.ROLES.get(who))),
                Stream.of(new Participant(TestChain.PRACTICE.publicKey(), Role.LABORATORY)))
            .toList());
  }

  /**
   * Makes blocks of one or two moves.
   *
   * @param stride 1: all answers are compared after each block; n: every n-th
   */
  void play(int blocks, int stride) {
    for (int i = 0; i < OPENING; i++) {
      block(moves.opening(i, now(0).timeMs()));
    }
    for (int i = 0; i < blocks; i++) {
      List<WhoReadsStep> steps = new ArrayList<>();
      for (int move = random.nextInt(5) == 0 ? 2 : 1; move > 0; move--) {
        steps.addAll(moves.next(now(0).timeMs()));
      }
      block(steps);
      requireSameAnswers(stride, i);
    }
    requireSameAnswers(Math.min(stride, AT_THE_END), random.nextInt(AT_THE_END));
    requireSameTrails();
    ledger.balances().forEach((who, points) -> assertThat(state.balance(who)).isEqualTo(points));
  }

  /** In the next block. */
  private WhoReadsParties.Now now(int index) {
    return new WhoReadsParties.Now(height + 1, index, FIRST_MS + (height + 1) * 1_000);
  }

  private void block(List<WhoReadsStep> steps) {
    List<Transaction> orders = steps.stream().map(this::order).toList();
    Block block =
        Block.under(
            root ->
                new Header(
                    Header.VERSION,
                    Hash.ZERO,
                    now(0).timeMs(),
                    root,
                    orders.size(),
                    height + 1,
                    Hash.ZERO,
                    Hash.ZERO,
                    Difficulty.NONE,
                    RandomString.ZERO),
            orders);
    BlockExecution execution = BlockExecution.of(MedicalModules.REGISTRY, state, block);
    for (int i = 0; i < steps.size(); i++) {
      follow(steps.get(i), execution.receipts().get(i), now(i));
    }
    state = execution.state();
    height++;
    model.blockEnds(height);
    assertThat(state.supply().isConserved()).isTrue();
    assertThat(state.supply()).isEqualTo(ledger.supply());
  }

  private Transaction order(WhoReadsStep step) {
    PublicKey sender = step.by().publicKey();
    return new Transaction(
        new RequestId(sender, sequences.merge(sender, 1L, Long::sum)),
        step.operation().type().number(),
        step.operation().encoded(),
        Signature.NONE);
  }

  private void follow(WhoReadsStep step, Receipt receipt, WhoReadsParties.Now now) {
    boolean foretold = step.foretold().test(now);
    assertThat(receipt.succeeded())
        .as("height %d: %s: %s", now.height(), step.operation(), Outcome.of(receipt))
        .isEqualTo(foretold);
    List<Event> events = MedicalModules.events(receipt);
    ledger.apply(events, POINTS);
    if (foretold && step.operation() instanceof ReadRecord read) {
      ReadAnswered told = (ReadAnswered) events.getFirst();
      int owner = WhoReadsCast.owner(records.numberOf(read.record()));
      assertThat(told.owner()).isEqualTo(WhoReadsCast.name(owner));
      List<WhoReads.Line> lines = model.trail(owner);
      assertThat(told.line()).isEqualTo(entry(lines.size() - 1, lines.getLast()));
      answers.merge(told.line().answer(), 1, Integer::sum);
    }
  }

  private AccessEntry entry(int number, WhoReads.Line line) {
    return new AccessEntry(
        number,
        records.id(line.record()),
        WhoReadsCast.name(line.reader()),
        line.purpose(),
        line.answer(),
        line.now().height(),
        line.now().index(),
        line.now().timeMs(),
        line.price());
  }

  /** Every reader, record and purpose, as if the read were ordered now. */
  private void requireSameAnswers(int stride, int from) {
    WorldState chain = state;
    WhoReadsParties.Now now = now(0);
    int number = from;
    for (int reader = 0; reader < WhoReadsCast.ROLES.size(); reader++) {
      for (int record = 0; record < WhoReadsCast.RECORDS; record++) {
        for (Purpose purpose : READING) {
          if (number++ % stride == 0) {
            Optional<ReadAnswer> answer =
                ReadRecord.answer(
                    chain,
                    records.id(record),
                    WhoReadsCast.name(reader),
                    purpose,
                    now.height(),
                    now.timeMs());
            if (!answer.equals(model.answer(reader, record, purpose, now))) {
              assertThat(answer)
                  .as("after height %d: %d reads %d for %s", height, reader, record, purpose)
                  .isEqualTo(model.answer(reader, record, purpose, now));
            }
            answer.ifPresent(each -> answers.merge(each, 1, Integer::sum));
          }
        }
      }
    }
  }

  /** CON-31: the last 64 granted lines and the last 16 refused, and a hash over all. */
  private void requireSameTrails() {
    WorldState chain = state;
    for (int owner = 0; owner < 2; owner++) {
      List<WhoReads.Line> lines = model.trail(owner);
      List<AccessEntry> all = new ArrayList<>();
      Hash head = Hash.ZERO;
      for (int i = 0; i < lines.size(); i++) {
        all.add(entry(i, lines.get(i)));
        head = Hash.of(new Encoder().hash(head).value(all.get(i)).toBytes());
      }
      assertThat(AccessLog.of(chain, WhoReadsCast.name(owner)).length()).isEqualTo(all.size());
      assertThat(AccessLog.of(chain, WhoReadsCast.name(owner)).head()).isEqualTo(head);
      List<AccessEntry> kept = new ArrayList<>(last(all, true, 64));
      kept.addAll(last(all, false, 16));
      assertThat(AccessLog.lines(chain, WhoReadsCast.name(owner)))
          .containsExactlyInAnyOrderElementsOf(kept);
    }
  }

  private static List<AccessEntry> last(List<AccessEntry> all, boolean granted, int count) {
    List<AccessEntry> some =
        all.stream().filter(each -> (each.answer().code() < 32) == granted).toList();
    return some.subList(Math.max(0, some.size() - count), some.size());
  }
}

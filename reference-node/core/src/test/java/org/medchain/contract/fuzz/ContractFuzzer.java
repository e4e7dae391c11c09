package org.medchain.contract.fuzz;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.TestChain;
import org.medchain.contract.consent.ConsentEvents;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.engine.BlockExecution;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.EngineValues;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.StateWork;
import org.medchain.contract.engine.TransactionExecution;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.KeyNames;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.HeaderFields;
import org.medchain.data.MalformedInput;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Signature;
import org.medchain.data.Transaction;
import org.medchain.data.state.StateTree;

/** CON-28: random operations of all types: no throw, no refusal's trace, no work undeclared. */
public final class ContractFuzzer {
  /** Long enough for exits, audits and verdicts; the state stays small. */
  private static final int WORLD_SIZE = 1_200;

  private static final int INVARIANTS_EVERY_BLOCKS = 40;
  private static final int QUESTIONS = 25;

  /** One order in this number repeats the last of its type that succeeded. */
  private static final int REPEATED = 20;

  /** Receipts that tell that the request was not executed now, and leave no trace in the state. */
  private static final Set<Outcome> TRACELESS =
      EnumSet.of(Outcome.UNKNOWN_SENDER, Outcome.DUPLICATE, Outcome.LEFT);

  private final long seed;
  private final Random questions = new Random(0);
  private final Map<Integer, FuzzTally> tallies = new TreeMap<>();
  private final Map<String, FuzzTally> blocks = new TreeMap<>();
  private final Set<ReadAnswer> answers = EnumSet.noneOf(ReadAnswer.class);
  private final Set<String> told = new TreeSet<>();
  private final List<OperationType<?>> types;

  private FuzzWorld world;
  private OperationHints hints;
  private PlainConsent plain;
  private PlainPoints points;
  private WorldState atBegin;
  private Encoder roots = new Encoder();
  private Consumer<WorldState> tenth = any -> {};
  private final Map<String, FuzzTally.Cost> begun = new TreeMap<>();
  private final List<Block> played = new ArrayList<>();
  private final Map<Integer, OperationDraft> done = new TreeMap<>();
  private final List<Transaction> block = new ArrayList<>();
  private final List<Receipt> receipts = new ArrayList<>();
  private final Map<PublicKey, Long> sequences = new TreeMap<>();

  ContractFuzzer(long seed) {
    this(seed, any -> true);
  }

  /** The same with the operations of these numbers alone. */
  public ContractFuzzer(long seed, IntPredicate numbers) {
    this.seed = seed;
    this.types =
        MedicalModules.REGISTRY.modules().stream()
            .flatMap(each -> each.operations().stream())
            .filter(each -> numbers.test(each.number()))
            .sorted(Comparator.comparingInt(OperationType::number))
            .<OperationType<?>>map(each -> each)
            .toList();
    types.forEach(each -> tallies.put(each.number(), new FuzzTally()));
    for (ContractModule module : MedicalModules.REGISTRY.modules()) {
      if (!module.blockBound().fixed().equals(StateWork.NONE)) {
        blocks.put(module.name(), new FuzzTally());
      }
    }
  }

  Map<Integer, FuzzTally> tallies() {
    return tallies;
  }

  Map<String, FuzzTally> blocks() {
    return blocks;
  }

  public Set<Outcome> outcomes() {
    return tallies.values().stream().flatMap(each -> each.met().stream()).collect(toSet());
  }

  /** The names of all events. */
  public Set<String> told() {
    return told;
  }

  public Set<ReadAnswer> answers() {
    return answers;
  }

  /** The roots of the states and receipts that this play leads to; shows every tenth state. */
  public Hash roots(long worldSeed, int orders, Consumer<WorldState> shown) {
    roots = new Encoder();
    tenth = shown;
    play(worldSeed, orders);
    return Hash.of(roots.toBytes());
  }

  /** Until every type was ordered so often. */
  void run(int times) {
    for (long worlds = 0; remaining(times) > 0; worlds++) {
      open(seed * 1_000_000 + worlds);
      for (int i = 0; i < WORLD_SIZE && remaining(times) > 0; i++) {
        order(next(times));
        endAtTimes();
      }
      close();
    }
  }

  /** This number of orders in the world of this seed, some of them again; gives its blocks. */
  List<Block> play(long worldSeed, int orders) {
    open(worldSeed);
    for (int i = 0; i < orders; i++) {
      OperationType<?> type = types.get(world.random.nextInt(types.size()));
      if (world.random.nextInt(REPEATED) == 0 && done.containsKey(type.number())) {
        order(type, done.get(type.number()));
      } else {
        order(type);
      }
      endAtTimes();
    }
    close();
    return List.copyOf(played);
  }

  private void open(long worldSeed) {
    world = new FuzzWorld(worldSeed);
    hints = new OperationHints();
    plain = new PlainConsent(world.genesis);
    points = new PlainPoints(world.genesis);
    sequences.clear();
    done.clear();
    played.clear();
    begin();
  }

  private void endAtTimes() {
    if (world.random.nextInt(6) == 0) {
      end();
      begin();
    }
  }

  private void close() {
    end();
    TestChain.requireInvariants(world.state);
    plain.requireSame(world.state);
    points.requireSame(world.state);
  }

  private long remaining(int times) {
    return tallies.values().stream().filter(each -> each.tries() < times).count();
  }

  /** Those that are complete already now and then, or the last would be the only one. */
  private OperationType<?> next(int times) {
    OperationType<?> type = types.get(world.random.nextInt(types.size()));
    return tallies.get(type.number()).tries() < times
        ? type
        : types.get(world.random.nextInt(types.size()));
  }

  private void order(OperationType<?> type) {
    OperationDraft.of(world, hints, type).ifPresent(draft -> order(type, draft));
  }

  private void order(OperationType<?> type, OperationDraft draft) {
    PublicKey sender = signer(draft.sender());
    Bytes body = garbled(draft.operation().encoded());
    long sequence = sequences.merge(sender, 1L, Long::sum);
    if (world.random.nextInt(60) == 0) {
      // The end of a sender, where a replay or a gap is not.
      boolean last = world.random.nextInt(40) == 0 && !sender.equals(TestChain.CENTER.publicKey());
      sequence = last ? Long.MAX_VALUE : Math.max(1, sequence + world.random.nextInt(60) - 40);
    }
    Transaction transaction =
        new Transaction(new RequestId(sender, sequence), type.number(), body, Signature.NONE);
    if (execute(type, transaction) == Outcome.OK) {
      done.put(type.number(), draft);
    }
  }

  /** Mostly the key that signs for a participant now. */
  private PublicKey signer(PublicKey name) {
    return world.random.nextInt(10) == 0 ? name : KeyNames.current(world.state, name);
  }

  /** Mostly as it is; else with changed, missing or additional bytes, or other bytes altogether. */
  private Bytes garbled(Bytes body) {
    int kind = world.random.nextInt(24);
    byte[] bytes = body.toArray();
    if (kind == 0) {
      return world.values.bytes();
    }
    if (kind == 1 && bytes.length > 0) {
      bytes[world.random.nextInt(bytes.length)] ^= (byte) (1 << world.random.nextInt(8));
      return Bytes.of(bytes);
    }
    return kind == 2 ? body.slice(0, world.random.nextInt(body.size() + 1)) : body;
  }

  private Outcome execute(OperationType<?> type, Transaction transaction) {
    WorldState before = world.state;
    CountedWork counted = new CountedWork();
    TransactionExecution execution =
        new TransactionExecution(
            MedicalModules.REGISTRY, world.height, OptionalLong.of(timestampMs()));
    TransactionExecution.Step step =
        execution.execute(counted.watch(before), transaction, block.size());
    StateWork work = counted.sum();
    WorldState after = CountedWork.unwatched(step.state());
    Outcome outcome = Outcome.of(step.receipt());
    List<Event> events = MedicalModules.events(step.receipt());
    StateWork bound = FuzzBounds.of(before, transaction, type, events);
    assertThat(bound.covers(work)).as("%s, %s: %s of %s", type, outcome, work, bound).isTrue();
    long growth = growth(before, after);
    if (outcome != Outcome.OK) {
      assertThat(step.receipt().output()).isEqualTo(Bytes.EMPTY);
      refused(before, after, transaction, outcome);
    }
    assertThat(after.supply().isConserved()).isTrue();
    tallies.get(type.number()).add(outcome, new FuzzTally.Cost(work, bound, growth));
    if (!isPriceOfBytes(before, outcome)) {
      follow(before, transaction, new PlainConsent.Result(outcome, events));
    }
    points.follow(before, events, after);
    for (Event event : events) {
      told.add(event.getClass().getSimpleName());
      if (event instanceof ConsentEvents.ReadAnswered read) {
        answers.add(read.line().answer());
      }
    }
    world.state = after;
    block.add(transaction);
    receipts.add(step.receipt());
    world.happened(events);
    return outcome;
  }

  /** Of these the plain model, which counts no bytes, knows nothing; they had no effect. */
  private static boolean isPriceOfBytes(WorldState before, Outcome outcome) {
    return before.rules().scarcity().bytesPerPoint() > 0
        && (outcome == Outcome.INSUFFICIENT_POINTS || outcome == Outcome.ACCOUNT_FROZEN);
  }

  /** The plain model foretells what the chain said. */
  private void follow(WorldState before, Transaction transaction, PlainConsent.Result result) {
    if (result.outcome() != Outcome.MALFORMED) {
      try {
        Operation operation = MedicalModules.operation(transaction);
        var now = new PlainDirectives.Now(world.height, timestampMs());
        plain.follow(before, transaction.request().sender(), operation, now, result);
      } catch (MalformedInput e) {
        // Told so, or not even checked.
      }
    }
  }

  /** By how many bytes of keys and values the state grew. */
  private static long growth(WorldState before, WorldState after) {
    long[] grown = new long[1];
    after
        .tree()
        .changesSince(
            before.tree(),
            (key, value) -> {
              grown[0] += value.map(each -> key.size() + each.size()).orElse(0);
              grown[0] -= before.tree().get(key).map(each -> key.size() + each.size()).orElse(0);
            });
    return grown[0];
  }

  /** CON-2: the request is known now, unless nobody looked at it; nothing else changed. */
  private static void refused(
      WorldState before, WorldState after, Transaction transaction, Outcome outcome) {
    StateTree expected =
        TRACELESS.contains(outcome)
            ? before.tree()
            : EngineValues.consumed(before, after, transaction.request().sender());
    assertThat(after.tree().root()).isEqualTo(expected.root());
  }

  private long timestampMs() {
    return 1_600_000_000_000L + world.height * 1_000;
  }

  private void begin() {
    atBegin = world.state;
    plain.beginBlock(world.height);
    block.clear();
    receipts.clear();
    for (ContractModule module : MedicalModules.REGISTRY.modules()) {
      CountedWork counted = new CountedWork();
      WorldState before = world.state;
      WorldState after = module.beginBlock(counted.watch(before), world.height);
      begun.put(
          module.name(), new FuzzTally.Cost(counted.sum(), StateWork.NONE, growth(before, after)));
      world.state = CountedWork.unwatched(after);
    }
  }

  /** CON-15: the whole block, executed at once, gives the same. */
  private void end() {
    Header header = HeaderFields.at(world.height).timeMs(timestampMs()).transactions(block).made();
    Block whole = Block.of(header, block);
    played.add(whole);
    BlockExecution again = BlockExecution.of(MedicalModules.REGISTRY, atBegin, whole);
    for (ContractModule module : MedicalModules.REGISTRY.modules()) {
      CountedWork counted = new CountedWork();
      StateWork bound = module.blockBound().on(world.state, world.height);
      WorldState before = world.state;
      WorldState after = module.endBlock(counted.watch(before), world.height, whole.hash());
      FuzzTally.Cost begin = begun.get(module.name());
      StateWork work = begin.work().plus(counted.sum());
      assertThat(bound.covers(work)).as("block, %s: %s of %s", module.name(), work, bound).isTrue();
      if (blocks.containsKey(module.name())) {
        long growth = begin.growth() + growth(before, after);
        blocks.get(module.name()).add(Outcome.OK, new FuzzTally.Cost(work, bound, growth));
      }
      world.state = CountedWork.unwatched(after);
    }
    assertThat(again.receipts()).isEqualTo(receipts);
    assertThat(again.state().tree().root()).isEqualTo(world.state.tree().root());
    roots.hash(world.state.tree().root()).hash(MerkleTree.rootOf(again.receipts()));
    if (world.height % 10 == 0) {
      tenth.accept(world.state);
    }
    if (world.height % INVARIANTS_EVERY_BLOCKS == 0) {
      TestChain.requireInvariants(world.state);
    }
    plain.endBlock(world.height);
    world.height++;
    ask();
  }

  /** Who may read what, as if it were ordered in the next block. */
  private void ask() {
    var now = new PlainDirectives.Now(world.height, timestampMs());
    for (int i = 0; i < QUESTIONS && !world.stored.isEmpty(); i++) {
      // The first is the center, which reads nothing.
      PublicKey reader = world.everybody.get(1 + questions.nextInt(world.everybody.size() - 1));
      Hash record = world.stored.get(questions.nextInt(world.stored.size()));
      Purpose purpose = ConsentHints.READ.get(questions.nextInt(ConsentHints.READ.size()));
      Optional<ReadAnswer> answer =
          ReadRecord.answer(world.state, record, reader, purpose, world.height, now.timeMs());
      assertThat(answer)
          .as("after height %d: %s for %s", world.height - 1, reader, purpose)
          .isEqualTo(plain.answer(world.state, reader, new ReadRecord(record, purpose), now));
      answer.ifPresent(answers::add);
    }
  }
}

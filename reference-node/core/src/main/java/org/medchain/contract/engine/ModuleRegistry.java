package org.medchain.contract.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.medchain.data.Argument;
import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.data.state.StateTree;
import org.medchain.incentive.CreditPoints;
import org.medchain.incentive.IncentiveRules;

/**
 * All modules of a chain, in the order in which they react (CON-25). Two with the same name, number
 * or prefix are a defect of the program, found when this is made.
 */
public final class ModuleRegistry {
  private final List<ContractModule> modules;
  private final Admission admission;
  private final Map<String, ContractModule> names = new TreeMap<>();
  private final OperationType<?>[] operations = new OperationType<?>[256];
  private final EventType<?>[] events = new EventType<?>[256];
  private final Map<Integer, Table<?, ?>> tables = new TreeMap<>();
  private final Map<Integer, StateWork> reactions = new TreeMap<>();

  /**
   * A registry.
   *
   * @param modules each uses only those before it
   * @param admission whose transactions are executed
   * @throws IllegalArgumentException if a name, number or prefix is used twice
   */
  public ModuleRegistry(List<ContractModule> modules, Admission admission) {
    this.modules = List.copyOf(modules);
    this.admission = admission;
    put(tables, RequestWindow.TABLE.prefix(), RequestWindow.TABLE, "prefix");
    for (ContractModule module : this.modules) {
      put(names, module.name(), module, "name");
      module.operations().forEach(each -> put(operations, each.number(), each, "operation"));
      module.events().forEach(each -> put(events, each.number(), each, "event"));
      module.tables().forEach(each -> put(tables, each.prefix(), each, "prefix"));
      for (ReactionBound each : module.reactionBounds()) {
        reactions.merge(each.event().number(), each.atMost(), StateWork::plus);
      }
    }
  }

  private static <K, V> void put(Map<K, V> map, K key, V value, String what) {
    Argument.refuseIf(map.put(key, value) != null, "%s is used twice: %s", what, key);
  }

  private static <V> void put(V[] array, int number, V value, String what) {
    Argument.refuseIf(array[number] != null, "%s number is used twice: %s", what, number);
    array[number] = value;
  }

  /** The modules in their order. */
  public List<ContractModule> modules() {
    return modules;
  }

  /** All types of operations, in the order of their modules. */
  public List<OperationType<?>> types() {
    return modules.stream()
        .<OperationType<?>>flatMap(module -> module.operations().stream())
        .toList();
  }

  /** The state after a step of each module, in their order. */
  WorldState after(WorldState before, BiFunction<ContractModule, WorldState, WorldState> step) {
    WorldState state = before;
    for (ContractModule module : modules) {
      state = step.apply(module, state);
    }
    return state;
  }

  /** The result of an operation, with its cost besides its own price. */
  Result charged(WorldState before, Call call, Result result) {
    Result charged = result;
    for (ContractModule module : modules) {
      charged = module.charge(before, call, charged);
    }
    return charged;
  }

  /** The state after all modules' reactions to an event, which add theirs to the events. */
  WorldState react(WorldState before, Call call, Event event, List<Event> events) {
    return after(before, (module, state) -> module.react(state, call, event, events));
  }

  /** Counts the state that reactions left. */
  WorldState counted(WorldState before, WorldState after) {
    return after(after, (module, state) -> module.count(before, state));
  }

  /** The most that all modules do to the state because of an event of this type (CON-28). */
  StateWork reactions(EventType<?> type) {
    return reactions.getOrDefault(type.number(), StateWork.NONE);
  }

  Admission admission() {
    return admission;
  }

  /** The operation type with this number. */
  public Optional<OperationType<?>> operation(int number) {
    return number < 0 || number >= operations.length
        ? Optional.empty()
        : Optional.ofNullable(operations[number]);
  }

  /**
   * The operation of a transaction (CON-1).
   *
   * @throws MalformedInput if the kind is unknown or the body is not of it
   */
  public Operation operation(Transaction transaction) {
    OperationType<?> type =
        operation(transaction.kind())
            .orElseThrow(() -> new MalformedInput("no operation has kind " + transaction.kind()));
    return Decoder.decode(transaction.body(), type.reader());
  }

  /** Reads an event, its number first. */
  public Event event(Decoder in) {
    int number = in.peek();
    EventType<?> type = events[number];
    if (type == null) {
      throw new MalformedInput("no event has the code " + number);
    }
    return type.reader().apply(in);
  }

  /**
   * The events of a receipt; none if its transaction was refused (CON-4).
   *
   * @throws MalformedInput if the receipt's output is not a list of events
   */
  public List<Event> events(Receipt receipt) {
    return receipt.succeeded()
        ? Decoder.decode(receipt.output(), in -> in.list(1, this::event))
        : List.of();
  }

  /** The state at height 0. */
  public WorldState genesis(IncentiveRules rules, GenesisData data) {
    WorldState empty = WorldState.of(CreditPoints.establish(StateTree.EMPTY, rules).state());
    return after(empty, (module, state) -> module.genesis(state, data));
  }

  WorldState beginBlock(WorldState before, long height) {
    return after(before, (module, state) -> module.beginBlock(state, height));
  }
}

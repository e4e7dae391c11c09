package org.medchain.contract.engine;

import java.util.List;
import org.medchain.data.Hash;

/**
 * One feature of the medical chain (CON-25): its operations, its events, its tables, and its
 * reactions to other modules' events. A module has a separate package, uses the engine and the
 * public methods of the modules before it in the one list, and writes no table but its own.
 */
public class ContractModule {
  private final String name;
  private final List<OperationType<?>> operations;
  private final List<EventType<?>> events;
  private final List<Table<?, ?>> tables;

  /**
   * The module's additions to the chain.
   *
   * @param name for people; each once
   * @param operations that it executes
   * @param events that it emits: families of events, each with all its members
   * @param tables its own
   */
  protected ContractModule(
      String name,
      List<OperationType<?>> operations,
      List<Class<? extends Event>> events,
      List<Table<?, ?>> tables) {
    this.name = name;
    this.operations = operations;
    this.events = events.stream().flatMap(EventType::family).toList();
    this.tables = tables;
  }

  /** The name, for people. */
  public final String name() {
    return name;
  }

  /** The operations that it executes. */
  public final List<OperationType<?>> operations() {
    return operations;
  }

  /** The events that it emits. */
  public final List<EventType<?>> events() {
    return events;
  }

  public final List<Table<?, ?>> tables() {
    return tables;
  }

  /** The state at height 0, with this module's initial entries. */
  public WorldState genesis(WorldState state, GenesisData data) {
    return state;
  }

  /** Its actions before the transactions of the block at {@code height}, and before a read. */
  public WorldState beginBlock(WorldState state, long height) {
    return state;
  }

  /** Its actions after the transactions of a block, none of which could know the block's hash. */
  public WorldState endBlock(WorldState state, long height, Hash block) {
    return state;
  }

  /**
   * Charges the sender of an operation besides its own price (CON-44): called after the operation,
   * before all reactions.
   *
   * @param before the operation
   * @return the operation's effect with the cost
   */
  public Result charge(WorldState before, Call call, Result done) {
    return done;
  }

  /**
   * Counts the state that a transaction's reactions left, for those to whom it belongs; nobody pays
   * for it here.
   *
   * @param before the reactions
   * @param after all of them
   */
  public WorldState count(WorldState before, WorldState after) {
    return after;
  }

  /**
   * Its reactions to events, in the same transaction: after the operation, for each event in the
   * order of the events, each module in the order of the list. It cannot refuse.
   *
   * @param events of the transaction so far, to which it adds its own; all modules get these as
   *     well
   */
  public WorldState react(WorldState state, Call call, Event event, List<Event> events) {
    return state;
  }

  /** The most that one of its reactions does to the state; nothing for other events. */
  public List<ReactionBound> reactionBounds() {
    return List.of();
  }

  /** The most that it does to the state at a block's begin and end, by the block's height. */
  public WorkBound<Long> blockBound() {
    return WorkBound.of(StateWork.NONE);
  }
}

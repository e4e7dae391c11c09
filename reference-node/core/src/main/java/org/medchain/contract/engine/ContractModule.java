package org.medchain.contract.engine;

import java.util.List;
import org.medchain.data.Hash;

/**
 * One feature of the medical chain (CON-25): its operations, its events, its tables, and what it
 * does when others act. A module lives in a package of its own, uses the engine and the public
 * methods of the modules before it in the one list, and writes no table but its own.
 */
public interface ContractModule {
  /** The name, for people; each once. */
  String name();

  /** The operations that it executes. */
  List<OperationType<?>> operations();

  /** The events that it tells. */
  List<EventType<?>> events();

  /** Its tables. */
  List<Table<?, ?>> tables();

  /** The state at height 0, to which this module adds what it needs. */
  default WorldState genesis(WorldState state, GenesisData data) {
    return state;
  }

  /** What it does before the transactions of the block at {@code height}, and before a read. */
  default WorldState beginBlock(WorldState state, long height) {
    return state;
  }

  /** What it does behind the transactions of a block, none of which could know the block's hash. */
  default WorldState endBlock(WorldState state, long height, Hash block) {
    return state;
  }

  /**
   * What it does because something happened, in the same transaction: after the operation, for each
   * event in the order of the events, each module in the order of the list. It cannot refuse.
   *
   * @param events of the transaction so far, to which it adds what it does; these are told to all
   *     modules as well
   */
  default WorldState react(WorldState state, Call call, Event event, List<Event> events) {
    return state;
  }

  /** What must hold of its tables after every block. */
  default List<Invariant> invariants() {
    return List.of();
  }
}

package org.medchain.consensus;

import java.util.List;
import org.medchain.data.PublicKey;

/** Whose requests a chain orders (CONS-14, CON-5). */
public sealed interface OrderingRight {
  /** Everybody's: of a chain whose state machine registers nobody. */
  record Anyone() implements OrderingRight {}

  /**
   * Those of registered keys. Others are registered by executed blocks, which say so in {@link
   * ExecutionResult#registered}.
   *
   * @param fromStart the keys that the genesis state registers
   */
  record Registered(List<PublicKey> fromStart) implements OrderingRight {
    /** Copies the list. */
    public Registered {
      fromStart = List.copyOf(fromStart);
    }
  }

  /** The keys that are registered in the genesis state. */
  default List<PublicKey> atGenesis() {
    return switch (this) {
      case Anyone anyone -> List.of();
      case Registered registered -> registered.fromStart();
    };
  }
}

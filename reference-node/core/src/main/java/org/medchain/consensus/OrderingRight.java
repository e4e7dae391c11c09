package org.medchain.consensus;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
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
  record Registered(Set<PublicKey> fromStart) implements OrderingRight {
    public Registered {
      fromStart = Collections.unmodifiableSet(new LinkedHashSet<>(fromStart));
    }
  }

  /** Whether a key may order from the genesis block on. */
  default boolean isFromStart(PublicKey key) {
    return switch (this) {
      case Anyone anyone -> true;
      case Registered registered -> registered.fromStart().contains(key);
    };
  }
}

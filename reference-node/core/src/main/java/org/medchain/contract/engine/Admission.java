package org.medchain.contract.engine;

import org.medchain.data.PublicKey;

/** Whose transactions are executed at all (CON-5, CON-23, GAME-7). */
@FunctionalInterface
public interface Admission {
  /** A sender whose keys in the state are computed once for all its transactions in a block. */
  @FunctionalInterface
  interface Sender {
    /**
     * Its name and role.
     *
     * @throws Refusal if it is not admitted; then nothing is kept of its request: otherwise
     *     strangers could fill the state (decision 0011)
     */
    Admitted in(WorldState state);
  }

  /**
   * An admitted sender.
   *
   * @param name of the sender: the key itself, or the first one that it replaced
   * @param role of the sender
   */
  record Admitted(PublicKey name, Role role) {}

  /** The sender with this key. */
  Sender of(PublicKey key);
}

package org.medchain.comparison.config;

/** The fault of the faulty nodes of a trial, by default from time 0 to its end. */
public enum FaultKind implements ConfigKeys.ConfigWord {
  /** They never run: nothing is received, nothing sent. */
  CRASH,
  /** They run and receive, but nothing that they send arrives. */
  SILENCE,
  /** Everything that they send takes {@code fault_parameters.delay_ms} longer. */
  DELAY,
  /** Each message from or to them is lost with probability {@code fault_parameters.loss}. */
  LOSS,
  /**
   * They crash at {@code fault_parameters.down_from_s} and restart at {@code down_until_s}, with
   * their durable state.
   */
  RESTART,
  /** Byzantine: together they propose two blocks for one height and vote for both. */
  EQUIVOCATION,
  /**
   * Byzantine: as primaries they propose nothing, so that the view changes; then they lie in view
   * changes and new views, and about checkpoints.
   */
  LYING,
  /** Byzantine: one selfish pool with the hash power of all of them, at the first of them. */
  SELFISH,
  /**
   * Byzantine: attacks on the protocol's safety. Under PBFT and sealed PBFT they equivocate; under
   * proof of work they are one pool with the hash power of all of them that spends twice, once,
   * from time 0.
   */
  ATTACK;

  /** Whether it makes nodes faulty under that protocol; where it does not, it is not run. */
  public boolean appliesTo(ProtocolKind protocol) {
    return switch (this) {
      case CRASH, SILENCE, DELAY, LOSS, RESTART, ATTACK -> true;
      case EQUIVOCATION, LYING -> protocol.votes();
      case SELFISH -> !protocol.votes();
    };
  }
}

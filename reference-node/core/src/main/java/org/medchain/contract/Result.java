package org.medchain.contract;

import java.util.List;

/** What an operation does to the state: all of it, or nothing. */
sealed interface Result {
  /**
   * It has its effect.
   *
   * @param state with the effect
   * @param events what happened, at least one
   */
  record Done(ChainState state, List<Event> events) implements Result {}

  /**
   * It has no effect.
   *
   * @param reason not {@link Outcome#OK}
   */
  record Refused(Outcome reason) implements Result {}

  static Result done(ChainState state, Event event) {
    return new Done(state, List.of(event));
  }

  static Result refused(Outcome reason) {
    return new Refused(reason);
  }
}

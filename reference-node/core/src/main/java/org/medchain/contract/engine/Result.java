package org.medchain.contract.engine;

import java.util.List;

/** An operation's effect on the state: all of it, or nothing. */
public sealed interface Result {
  /**
   * It has its effect.
   *
   * @param state with the effect
   * @param events what happened
   */
  record Done(WorldState state, List<Event> events) implements Result {}

  /**
   * It has no effect.
   *
   * @param reason not {@link Outcome#OK}
   */
  record Refused(Outcome reason) implements Result {}

  /** The effect, and what happened. */
  static Result done(WorldState state, List<Event> events) {
    return new Done(state, events);
  }

  /** The same for one event. */
  static Result done(WorldState state, Event event) {
    return new Done(state, List.of(event));
  }

  /** No effect, and why. */
  static Result refused(Outcome reason) {
    return new Refused(reason);
  }
}

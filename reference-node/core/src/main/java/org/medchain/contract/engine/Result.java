package org.medchain.contract.engine;

import java.util.List;

/**
 * An operation's effect on the state. Without one it is refused: see {@link Outcome#refusal}.
 *
 * @param state with the effect
 * @param events what happened
 */
public record Result(WorldState state, List<Event> events) {
  /** The effect, and its events. */
  public static Result done(WorldState state, List<Event> events) {
    return new Result(state, events);
  }

  /** The same for one event. */
  public static Result done(WorldState state, Event event) {
    return new Result(state, List.of(event));
  }
}

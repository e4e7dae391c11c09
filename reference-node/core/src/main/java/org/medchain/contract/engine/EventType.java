package org.medchain.contract.engine;

import java.util.function.Function;
import org.medchain.data.Decoder;

/**
 * One kind of event (CON-4, CON-25), as its module registers it.
 *
 * @param <E> the event
 * @param number stands first in its encoding: never reused, never renumbered, 1 to 255
 * @param event the class of its values
 * @param reader of what follows the number
 */
public record EventType<E extends Event>(int number, Class<E> event, Function<Decoder, E> reader) {
  /** Refuses a number that does not fit, and an event that cannot be read. */
  public EventType {
    if (number < 1 || number > 255 || reader == null) {
      throw new IllegalArgumentException(
          "an event has a number from 1 to 255 and a codec: " + number);
    }
  }

  /** The event's name, for people. */
  public String name() {
    return event.getSimpleName();
  }
}

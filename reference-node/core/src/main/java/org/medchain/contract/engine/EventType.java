package org.medchain.contract.engine;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;
import org.medchain.data.Argument;
import org.medchain.data.Code;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;

/**
 * One kind of event (CON-4, CON-25).
 *
 * @param <E> the event
 * @param number comes first in its encoding: see {@link Code}
 * @param event the class of its values
 * @param reader of its encoding
 */
public record EventType<E extends Event>(int number, Class<E> event, Function<Decoder, E> reader) {
  private static final ClassValue<EventType<?>> TYPES =
      new ClassValue<>() {
        @Override
        protected EventType<?> computeValue(Class<?> event) {
          return declared(event.asSubclass(Event.class));
        }
      };

  /** The type of the events of this class, as it is declared. */
  public static EventType<?> of(Class<? extends Event> event) {
    return TYPES.get(event);
  }

  /**
   * The types of all events of a sealed family, in the order of their declaration; or this one's.
   */
  static Stream<EventType<?>> family(Class<? extends Event> events) {
    return events.isSealed()
        ? Arrays.stream(events.getPermittedSubclasses())
            .map(event -> of(event.asSubclass(Event.class)))
        : Stream.of(of(events));
  }

  private static <E extends Event> EventType<E> declared(Class<E> event) {
    Code number = event.getAnnotation(Code.class);
    Argument.refuseIf(
        number == null || number.value() < 1 || number.value() > 255,
        "an event has a number from 1 to 255: %s",
        event);
    return new EventType<>(number.value(), event, Codec.of(event)::decode);
  }

  /** The event's name, for people. */
  public String name() {
    return event.getSimpleName();
  }
}

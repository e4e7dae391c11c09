package org.medchain.data;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A static field that classes declare, or one of their interfaces for them, under one name, such as
 * the codec of a record: a value finds its own without a method that only returns it. Looked up
 * once for each class.
 *
 * @param <V> the field's type
 */
public final class ClassConstant<V> extends ClassValue<Optional<V>> {
  private final String name;
  private final Class<?> type;

  /** The constants of this name and type. */
  public ClassConstant(String name, Class<? super V> type) {
    this.name = name;
    this.type = type;
  }

  /**
   * The one that the class of {@code value} declares.
   *
   * @throws IllegalStateException if there is none
   */
  public V of(Object value) {
    return get(value.getClass())
        .orElseThrow(() -> new IllegalStateException(value.getClass() + " declares no " + name));
  }

  @Override
  protected Optional<V> computeValue(Class<?> declaring) {
    return Stream.concat(Stream.of(declaring), Arrays.stream(declaring.getInterfaces()))
        .flatMap(each -> Arrays.stream(each.getDeclaredFields()))
        .filter(field -> field.getName().equals(name) && type.isAssignableFrom(field.getType()))
        .findFirst()
        .map(this::read);
  }

  @SuppressWarnings("unchecked") // the field's type was compared
  private V read(Field field) {
    try {
      field.setAccessible(true);
      return (V) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}

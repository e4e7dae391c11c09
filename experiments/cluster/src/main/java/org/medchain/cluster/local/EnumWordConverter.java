package org.medchain.cluster.local;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads an option's word, which is the lower-case name of a constant.
 *
 * @param <E> the constants
 */
public abstract class EnumWordConverter<E extends Enum<E>> implements ITypeConverter<E> {
  private final List<E> allowed;

  /** Of these constants. */
  protected EnumWordConverter(List<E> allowed) {
    this.allowed = allowed;
  }

  @Override
  public E convert(String word) {
    return allowed.stream()
        .filter(each -> toWord(each).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'"
                        + word
                        + "' is not allowed; allowed are "
                        + allowed.stream()
                            .map(EnumWordConverter::toWord)
                            .collect(Collectors.joining(", "))));
  }

  private static String toWord(Enum<?> each) {
    return each.name().toLowerCase(Locale.ROOT);
  }
}

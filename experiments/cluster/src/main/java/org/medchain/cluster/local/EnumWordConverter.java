package org.medchain.cluster.local;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads an option's word, which is a constant in lower case.
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
    List<String> words = allowed.stream().map(EnumWordConverter::toWord).toList();
    if (!words.contains(word)) {
      throw new TypeConversionException(
          "'%s' is not allowed; allowed are %s".formatted(word, String.join(", ", words)));
    }
    return allowed.get(words.indexOf(word));
  }

  private static String toWord(Enum<?> each) {
    return each.toString().toLowerCase(Locale.ROOT);
  }
}

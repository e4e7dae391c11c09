package org.medchain.history.value;

import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an operation takes or returns. Equality is that of Clojure: a list equals a vector, 1 does
 * not equal 1.0, a keyword does not equal a string. {@code toString} gives EDN.
 */
public sealed interface HistoryValue {
  /** Nothing, or nothing known. */
  record Nil() implements HistoryValue {
    @Override
    public String toString() {
      return "nil";
    }
  }

  /** True or false. */
  record Bool(boolean value) implements HistoryValue {
    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  /** An integer of any size. */
  record Whole(BigInteger value) implements HistoryValue {
    @Override
    public String toString() {
      return value.toString() + (value.bitLength() > 63 ? "N" : "");
    }
  }

  /** A fraction of integers. */
  record Ratio(BigInteger numerator, BigInteger denominator) implements HistoryValue {
    /** In lowest terms, with a denominator of at least 2; {@link HistoryValue#ratio} reduces. */
    public Ratio {
      if (denominator.compareTo(BigInteger.TWO) < 0
          || !numerator.gcd(denominator).equals(BigInteger.ONE)) {
        throw new IllegalArgumentException(numerator + "/" + denominator + " is not reduced");
      }
    }

    @Override
    public String toString() {
      return numerator + "/" + denominator;
    }
  }

  /** A floating-point number. */
  record Real(double value) implements HistoryValue {
    @Override
    public String toString() {
      if (Double.isNaN(value)) {
        return "##NaN";
      }
      return Double.isInfinite(value) ? value > 0 ? "##Inf" : "##-Inf" : Double.toString(value);
    }
  }

  /** A string. */
  record Text(String value) implements HistoryValue {
    @Override
    public String toString() {
      return EdnText.quoted(value);
    }
  }

  /** A name with a colon in front, which is not part of it; with a slash after a namespace. */
  record Keyword(String name) implements HistoryValue {
    @Override
    public String toString() {
      return ":" + name;
    }
  }

  /** A name without a colon. */
  record Symbol(String name) implements HistoryValue {
    @Override
    public String toString() {
      return name;
    }
  }

  /** A vector or a list. */
  record Sequence(List<HistoryValue> items) implements HistoryValue {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String toString() {
      return EdnText.between("[", items, "]");
    }
  }

  /** A set, in the order in which it was written. */
  record Elements(Set<HistoryValue> items) implements HistoryValue {
    public Elements {
      items = Collections.unmodifiableSet(new LinkedHashSet<>(items));
    }

    @Override
    public String toString() {
      return EdnText.between("#{", items, "}");
    }
  }

  /** A map, in the order in which it was written. */
  record Entries(Map<HistoryValue, HistoryValue> items) implements HistoryValue {
    public Entries {
      items = Collections.unmodifiableMap(new LinkedHashMap<>(items));
    }

    @Override
    public String toString() {
      return items.entrySet().stream()
          .map(each -> each.getKey() + " " + each.getValue())
          .collect(Collectors.joining(", ", "{", "}"));
    }
  }

  /** A tagged literal, {@code #tag value}. */
  record Tagged(String tag, HistoryValue value) implements HistoryValue {
    @Override
    public String toString() {
      return "#" + tag + " " + value;
    }
  }

  /** The value nil. */
  static HistoryValue nil() {
    return new Nil();
  }

  /** An integer. */
  static HistoryValue whole(long value) {
    return new Whole(BigInteger.valueOf(value));
  }

  /** A string. */
  static HistoryValue text(String value) {
    return new Text(value);
  }

  /** A keyword. */
  static HistoryValue keyword(String name) {
    return new Keyword(name);
  }

  /** A vector. */
  static HistoryValue sequence(HistoryValue... items) {
    return new Sequence(List.of(items));
  }

  /** The fraction, or the integer that it is; the denominator must not be 0. */
  static HistoryValue ratio(BigInteger numerator, BigInteger denominator) {
    BigInteger divisor = numerator.gcd(denominator);
    BigInteger signed = denominator.signum() < 0 ? divisor.negate() : divisor;
    BigInteger below = denominator.divide(signed);
    BigInteger above = numerator.divide(signed);
    return below.equals(BigInteger.ONE) ? new Whole(above) : new Ratio(above, below);
  }

  /** Whether this is nil. */
  default boolean isNil() {
    return this instanceof Nil;
  }

  /** The name that a keyword, a string or a symbol is, as Jepsen's fields have. */
  default Optional<String> asName() {
    return switch (this) {
      case Keyword keyword -> Optional.of(keyword.name());
      case Text text -> Optional.of(text.value());
      case Symbol symbol -> Optional.of(symbol.name());
      default -> Optional.empty();
    };
  }

  /** The items of a vector, a list or a set. */
  default Optional<List<HistoryValue>> asItems() {
    return switch (this) {
      case Sequence sequence -> Optional.of(sequence.items());
      case Elements elements -> Optional.of(List.copyOf(elements.items()));
      default -> Optional.empty();
    };
  }

  /** The integer that this is. */
  default Optional<BigInteger> asInteger() {
    return this instanceof Whole whole ? Optional.of(whole.value()) : Optional.empty();
  }

  /** A map's value under a key that is a keyword, a string or a symbol of this name. */
  default Optional<HistoryValue> field(String name) {
    if (!(this instanceof Entries entries)) {
      return Optional.empty();
    }
    return List.of(new Keyword(name), new Text(name), new Symbol(name)).stream()
        .map(entries.items()::get)
        .filter(Objects::nonNull)
        .findFirst();
  }
}

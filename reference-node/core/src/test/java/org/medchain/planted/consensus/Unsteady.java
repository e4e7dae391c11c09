package org.medchain.planted.consensus;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.medchain.planted.Breaks;

/** Gives other results on another machine, or on the next run. */
final class Unsteady {
  private Unsteady() {}

  @Breaks("no order by hash code")
  static final class HashedMap {
    final Map<String, String> map = new HashMap<>();
  }

  @Breaks("no order by hash code")
  static final class HashedSet {
    final Set<String> set = new HashSet<>();
  }

  @Breaks("no order by hash code")
  static final class OldTable {
    @SuppressWarnings("JdkObsolete") // that is the point
    final Map<String, String> map = new Hashtable<>();
  }

  @Breaks("no order by hash code")
  static final class SaltedSet {
    final Set<String> set = Set.of("one", "two");
  }

  @Breaks("no order by hash code")
  static final class SaltedMap {
    final Map<String, String> map = Map.of("one", "two", "three", "four");
  }

  @Breaks("no order by hash code")
  static final class SaltedCopy {
    Set<String> of(List<String> names) {
      return Set.copyOf(names);
    }
  }

  @Breaks("no order by hash code")
  static final class Collected {
    Set<String> of(List<String> names) {
      return names.stream().collect(Collectors.toSet());
    }
  }

  /** Sets of up to one element have one order: not accused. */
  static final class Harmless {
    final Set<String> none = Set.of();
    final Set<String> one = Set.of("one");
    final Map<String, String> pair = Map.of("one", "two");

    double root(double x) {
      return StrictMath.log(Math.sqrt(x)); // both exact everywhere
    }
  }

  @Breaks("no mathematics that differs by platform")
  static final class Logarithm {
    double of(double x) {
      return Math.log(x);
    }
  }

  @Breaks("no mathematics that differs by platform")
  static final class Power {
    double of(double x) {
      return Math.pow(x, x) + Math.exp(x);
    }
  }

  @Breaks("no default locale or charset")
  static final class Locales {
    @SuppressWarnings({"StringCaseLocaleUsage", "AnnotateFormatMethod"}) // that is the point
    String of(String text) {
      return text.toLowerCase();
    }
  }

  @Breaks("no default locale or charset")
  static final class Formatted {
    @SuppressWarnings("DefaultLocale") // that is the point
    String of(double number) {
      return String.format("%f", number);
    }
  }

  @Breaks("no default locale or charset")
  static final class Charsets {
    @SuppressWarnings("DefaultCharset") // that is the point
    byte[] of(String text) {
      return text.getBytes();
    }
  }
}

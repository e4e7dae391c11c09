package org.medchain.comparison.theory;

/** Refuses arguments outside the domain of a formula, with a message that names them. */
final class FormulaDomain {
  private FormulaDomain() {}

  /** A probability or a share. */
  static void share(String name, double value) {
    // Written so that NaN fails too, here and below.
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " is 0 to 1, not " + value);
    }
  }

  static void between(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(name + " is " + least + " to " + most + ", not " + value);
    }
  }

  static void positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " is more than 0 and finite, not " + value);
    }
  }

  static void notNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " is 0 or more and finite, not " + value);
    }
  }
}

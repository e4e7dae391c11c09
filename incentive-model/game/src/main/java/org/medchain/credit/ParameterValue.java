package org.medchain.credit;

import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;

/**
 * A number of the economy.
 *
 * @param rounded to a {@code double}
 * @param specified what it was before, where that is not the decimal which the {@code double}
 *     stands for
 */
public record ParameterValue(double rounded, Optional<BigFraction> specified) {
  static ParameterValue of(double number) {
    return new ParameterValue(number, Optional.empty());
  }

  static ParameterValue of(BigFraction number) {
    double rounded = Game.toDouble(number);
    boolean same = Game.rational(rounded).equals(number);
    return new ParameterValue(rounded, same ? Optional.empty() : Optional.of(number));
  }

  /** The number to the last digit. */
  public BigFraction exact() {
    return specified.orElseGet(() -> Game.rational(rounded));
  }
}

package org.medchain.credit.mechanism;

import java.util.function.UnaryOperator;
import org.medchain.credit.CreditParameters;

/**
 * A change to the scheme (GAME-16). Not sealed: a study of the game may add one, see the package
 * {@code org.medchain.credit}.
 */
public interface Mechanism {
  /** One or a few words, unique among the mechanisms. */
  String name();

  /** What it changes, and against which condition's threat. */
  String sentence();

  /**
   * The parameters with it switched on; the economy changes only where the rules do not have it.
   */
  CreditParameters apply(CreditParameters p);

  /** The mechanism with these parts. */
  static Mechanism of(String name, String sentence, UnaryOperator<CreditParameters> change) {
    record ParameterChange(String name, String sentence, UnaryOperator<CreditParameters> change)
        implements Mechanism {
      @Override
      public CreditParameters apply(CreditParameters p) {
        return change.apply(p);
      }
    }
    return new ParameterChange(name, sentence, change);
  }
}

package org.medchain.credit.analysis;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;

/**
 * A number that depends on inputs between 0 and 1.
 *
 * @param inputs their names
 * @param value at a point of the unit cube
 */
public record ScalarModel(List<String> inputs, ToDoubleFunction<double[]> value) {
  /**
   * A number of the credit-point game, with parameters drawn from their own ranges; those of the
   * rules are rounded to whole numbers.
   */
  public static ScalarModel of(
      CreditParameters base, List<Parameter> varied, ToDoubleFunction<CreditParameters> quantity) {
    return new ScalarModel(
        varied.stream().map(Parameter::symbol).toList(),
        point -> {
          CreditParameters p = base;
          for (int i = 0; i < point.length; i++) {
            Parameter each = varied.get(i);
            p =
                p.withNearest(
                    each,
                    each.samplingLow() + (each.samplingHigh() - each.samplingLow()) * point[i]);
          }
          return quantity.applyAsDouble(p);
        });
  }
}

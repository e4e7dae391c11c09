package org.medchain.study.output;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import org.apache.commons.math3.fraction.BigFraction;

/** GAME-18: a rational number that is too long is shown by its digits, however large it is. */
class NumberFormatsTest {
  @Example
  void exactNumbersOfAllSizes() {
    BigFraction large = new BigFraction(10).pow(400).multiply(new BigFraction(2, 3));
    assertThat(NumberFormats.exact(new BigFraction(-1, 7))).isEqualTo("-1/7");
    assertThat(NumberFormats.exact(new BigFraction(10).pow(20))).isEqualTo("1.00e+20");
    assertThat(NumberFormats.exact(large)).isEqualTo("6.667E+399");
    assertThat(NumberFormats.exact(large.reciprocal().negate())).isEqualTo("-1.5E-400");
  }
}

package org.medchain;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.medchain.data.MalformedInput;

/** What is refused: a value that there is not, and bytes that are no encoding. */
public final class Refusals {
  private Refusals() {}

  public static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      ThrowingCallable made) {
    return assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class);
  }

  public static AbstractThrowableAssert<?, ? extends Throwable> assertMalformed(
      ThrowingCallable read) {
    return assertThatThrownBy(read).isInstanceOf(MalformedInput.class);
  }
}

package org.medchain.data;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The number that comes first in the encoding of an event, or of a record that is one of several
 * alternatives: never reused, never renumbered.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Code {
  /** 0 to 255. */
  int value();
}

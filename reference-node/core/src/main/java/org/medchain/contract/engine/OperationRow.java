package org.medchain.contract.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An operation's row in the registry (CON-1), at its record; {@link OperationType} says more. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OperationRow {
  /** In a transaction's kind. */
  int number();

  /** For people. */
  String name();

  /** The id of its specification. */
  String requirement();

  /** Whether it may be executed without ordering. */
  boolean readable() default false;
}

package org.medchain.client.enrolment;

/** A person's input, typed or in a file, is wrong: the message names the fault and its place. */
public final class InputException extends Exception {
  public InputException(String message) {
    super(message, null, false, false);
  }
}

package org.medchain.client.enrolment;

/**
 * What a person typed, or wrote into a file, is wrong: the message says what is, and what is not.
 */
public final class InputException extends Exception {
  public InputException(String message) {
    super(message, null, false, false);
  }
}

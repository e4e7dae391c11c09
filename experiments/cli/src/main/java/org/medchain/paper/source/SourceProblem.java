package org.medchain.paper.source;

/**
 * Something in a page that does not fit its sources, in a sentence that says what is allowed. Who
 * knows the page adds its file and line.
 */
public final class SourceProblem extends Exception {
  /** With the sentence. */
  public SourceProblem(String message) {
    super(message, null, false, false);
  }
}

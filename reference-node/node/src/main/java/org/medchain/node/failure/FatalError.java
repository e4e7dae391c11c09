package org.medchain.node.failure;

/**
 * An error that is not an exception, such as a full heap or a class that cannot be linked: it may
 * have come up between any two instructions, so the process' memory cannot be trusted, and the
 * process ends (NODE-18; fail-stop, Schlichting and Schneider 1983).
 */
public final class FatalError extends IllegalStateException {
  private static final long serialVersionUID = 1;

  /** Made beforehand, since a full heap may not even have room for this. */
  @SuppressWarnings("StaticAssignmentOfThrowable")
  private static final FatalError OF_FULL_HEAP =
      new FatalError("out of memory", new OutOfMemoryError("Java heap space"));

  private FatalError(String message, Throwable cause) {
    super(message, cause);
  }

  /** A reason to end, in one line: exceptions as they are, anything else as a fatal error. */
  public static Exception of(String where, Throwable failure) {
    if (failure instanceof Exception exception) {
      return exception;
    }
    try {
      return new FatalError(where + ": " + failure.toString().replaceAll("\\s+", " "), failure);
    } catch (OutOfMemoryError e) {
      return OF_FULL_HEAP;
    }
  }

  /**
   * Gives an error to the handler of errors that no code catches; a scheduler would keep it in a
   * future that is never read.
   */
  public static void uncaught(Error error) {
    Thread thread = Thread.currentThread();
    thread.getUncaughtExceptionHandler().uncaughtException(thread, error);
  }
}

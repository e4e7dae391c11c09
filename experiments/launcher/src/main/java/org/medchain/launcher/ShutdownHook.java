package org.medchain.launcher;

/** Something to be done if this process is told to end, until it is closed. */
public final class ShutdownHook implements AutoCloseable {
  private final Thread thread;

  /**
   * From now on; at once where this process is ending already.
   *
   * @param name of its thread
   */
  public ShutdownHook(String name, Runnable what) {
    thread = new Thread(what, name);
    try {
      Runtime.getRuntime().addShutdownHook(thread);
    } catch (IllegalStateException e) {
      what.run(); // Hooks have begun: no new one is taken.
    }
  }

  /** No longer. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException e) {
      return; // The process ends, and the hook runs.
    }
  }
}

package org.medchain.cluster.local;

/** Something to be done if this process is told to end, until it is closed. */
public final class ShutdownHook implements AutoCloseable {
  private final Thread thread;

  /**
   * From now on.
   *
   * @param name of its thread
   */
  public ShutdownHook(String name, Runnable what) {
    thread = new Thread(what, name);
    Runtime.getRuntime().addShutdownHook(thread);
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

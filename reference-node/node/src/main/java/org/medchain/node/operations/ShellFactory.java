package org.medchain.node.operations;

/**
 * Starts a {@link Shell}; found by {@link java.util.ServiceLoader} where the shell's jar is on the
 * class path, so that a node does not depend on the shell's libraries (OPS-13).
 */
public interface ShellFactory {
  /**
   * Starts a shell and returns when it is ready.
   *
   * @throws IllegalStateException if it cannot start; the message has the reason in one line
   */
  Shell start(ShellContext context);
}

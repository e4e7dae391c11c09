package org.medchain.node.operations;

/**
 * Starts a {@link Shell}; found by {@link java.util.ServiceLoader} where the shell's jar is on the
 * class path, so that a node knows nothing of what the shell is made of (OPS-13).
 */
public interface ShellFactory {
  /**
   * Starts a shell and returns when it answers.
   *
   * @throws IllegalStateException if it cannot start; the message says why in one line
   */
  Shell start(ShellContext context);
}

package org.medchain.node.operations;

import java.io.IOException;
import java.util.ServiceLoader;

/**
 * Starts a {@link Shell}; found by {@link java.util.ServiceLoader} where the shell's jar is on the
 * class path, so that a node does not depend on the shell's libraries (OPS-13).
 */
public interface ShellFactory {
  /**
   * Starts a shell and returns when it is ready.
   *
   * @throws IOException if it cannot start; the message is one line
   */
  Shell start(ShellContext context) throws IOException;

  /**
   * Starts the shell whose jar is on the class path.
   *
   * @throws IOException if there is none, or it does not start; the message is one line
   */
  static Shell startInstalled(ShellContext context) throws IOException {
    return ServiceLoader.load(ShellFactory.class)
        .findFirst()
        .orElseThrow(() -> new IOException("shell: its jar is not on the class path"))
        .start(context);
  }
}

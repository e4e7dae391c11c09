package org.medchain.shell;

import org.medchain.node.operations.Shell;
import org.springframework.context.ConfigurableApplicationContext;

/** A shell that runs. */
final class NodeShell implements Shell {
  private final ConfigurableApplicationContext spring;

  /** Kept, because Spring forgets it once it is closed. */
  private final int port;

  NodeShell(ConfigurableApplicationContext spring) {
    this.spring = spring;
    this.port = spring.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void close() {
    spring.close();
  }
}

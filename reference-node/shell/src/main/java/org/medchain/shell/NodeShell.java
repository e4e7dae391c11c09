package org.medchain.shell;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.medchain.node.operations.Shell;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** A shell that runs. */
final class NodeShell implements Shell {
  private final ConfigurableApplicationContext spring;
  private final Path folder;

  /** Kept, because Spring forgets the port once it is closed. */
  private final URI url;

  NodeShell(ConfigurableApplicationContext spring, Path folder) {
    this.spring = spring;
    this.folder = folder;
    String port = spring.getEnvironment().getRequiredProperty("local.server.port");
    this.url = URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public URI url() {
    return url;
  }

  @Override
  public void close() {
    spring.close();
    // Tomcat notes it for the process, and another one would make it again.
    System.clearProperty("catalina.home");
    try {
      boolean unused = FileSystemUtils.deleteRecursively(folder);
    } catch (IOException e) {
      // The next start removes it.
      LoggerFactory.getLogger(NodeShell.class).warn("{} cannot be removed", folder, e);
    }
  }
}

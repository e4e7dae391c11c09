package org.medchain.shell;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medchain.node.operations.Shell;
import org.medchain.node.operations.ShellAccess;
import org.medchain.node.operations.ShellContext;
import org.medchain.node.operations.ShellFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.util.FileSystemUtils;

/** Starts the shell with Spring Boot (OPS-13; decision 0165). */
public final class NodeShellFactory implements ShellFactory {
  /** Spring Boot would reconfigure the logging library, and the node's log would be lost. */
  private static final String LOGGING = "org.springframework.boot.logging.LoggingSystem";

  /** The profile with which Chaos Monkey comes up, doing nothing until it is told over HTTP. */
  static final String CHAOS = "chaos-monkey";

  /** The settings that are the same for every shell. */
  private static final String SETTINGS = "shell.properties";

  public NodeShellFactory() {}

  @Override
  public Shell start(ShellContext context) throws IOException {
    System.setProperty(LOGGING, "none");
    if (!SLF4JBridgeHandler.isInstalled()) {
      // Tomcat logs by way of the JDK, which would write stack traces to stderr.
      SLF4JBridgeHandler.removeHandlersForRootLogger();
      SLF4JBridgeHandler.install();
    }
    SpringApplication application = new SpringApplication(ShellApplication.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setRegisterShutdownHook(false); // The node stops it in its own order.
    application.setWebApplicationType(WebApplicationType.SERVLET);
    application.setAdditionalProfiles(context.settings().profiles().toArray(String[]::new));
    ShellSecrets secrets = ShellSecrets.random();
    application.addInitializers(
        spring -> {
          spring.getBeanFactory().registerSingleton("shellContext", context);
          spring.getBeanFactory().registerSingleton("shellSecrets", secrets);
        });
    try {
      prepareFolders(context.folder());
      ConfigurableApplicationContext spring =
          application.run(arguments(context).toArray(String[]::new));
      String port = spring.getEnvironment().getRequiredProperty("local.server.port");
      URI url = URI.create("http://127.0.0.1:" + port);
      Shell shell = new Shell(url, () -> takeDown(spring, context.folder()));
      try {
        new ShellAccess(url, secrets.token()).write(context.folder());
      } catch (IOException e) {
        shell.close();
        throw e;
      }
      return shell;
    } catch (IOException | RuntimeException e) {
      throw new IOException("shell: the shell does not start: " + root(e), e);
    }
  }

  private static void takeDown(ConfigurableApplicationContext spring, Path folder) {
    spring.close();
    // Tomcat notes it for the process, and another one would make it again.
    System.clearProperty("catalina.home");
    try {
      boolean unused = FileSystemUtils.deleteRecursively(folder);
    } catch (IOException e) {
      // The next start removes it.
      LoggerFactory.getLogger(NodeShellFactory.class).warn("{} cannot be removed", folder, e);
    }
  }

  /**
   * Tomcat's folder, and in it an empty one to serve: without them it makes two in the system's
   * temporary folder.
   */
  private static void prepareFolders(Path folder) throws IOException {
    boolean unused = FileSystemUtils.deleteRecursively(folder); // files that a killed process left
    Files.createDirectories(documentRoot(folder));
  }

  static Path documentRoot(Path folder) {
    return folder.resolve("served");
  }

  /** As arguments, because nothing goes before those: no file or variable that lies about. */
  private static List<String> arguments(ShellContext context) throws IOException {
    List<String> arguments = new ArrayList<>();
    PropertiesLoaderUtils.loadProperties(new ClassPathResource(SETTINGS, NodeShellFactory.class))
        .forEach((key, value) -> arguments.add("--" + key + "=" + value));
    arguments.add("--server.port=" + context.settings().port());
    arguments.add("--server.tomcat.basedir=" + context.folder().toAbsolutePath());
    boolean chaos = context.settings().profiles().contains(CHAOS);
    arguments.add(
        "--management.endpoints.web.exposure.include=health,metrics"
            + (chaos ? ",chaosmonkey" : ""));
    if (chaos) {
      arguments.add("--management.endpoint.chaosmonkey.access=unrestricted");
      arguments.add("--chaos.monkey.enabled=false");
      arguments.add("--chaos.monkey.watcher.rest-controller=true");
    }
    return arguments;
  }

  private static String root(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).replaceAll("\\s+", " ");
  }
}

package org.medchain.shell;

import java.util.Optional;
import org.medchain.node.operations.NodeStatus;
import org.medchain.node.operations.ShellContext;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.micrometer.metrics.actuate.endpoint.MetricsEndpoint;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/** The parts of the shell; the {@link ShellContext} is put in from outside. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({LedgerController.class, SubmissionController.class, HttpErrorHandler.class})
class ShellApplication {
  /**
   * Spring closes every set of meters that is a bean, and binds what it measures to it; the node's
   * is not a bean, and is only shown.
   */
  @Bean
  MetricsEndpoint metricsEndpoint(ShellContext context) {
    return new MetricsEndpoint(context.meters());
  }

  /** The actuator's health, as the node sees itself (OPS-15). */
  @Bean
  HealthIndicator nodeHealth(ShellContext context) {
    return () -> {
      NodeStatus now = context.status().status();
      Optional<String> trouble = context.status().fatalError();
      Health.Builder health =
          trouble.isPresent()
              ? Health.down().withDetail("reason", trouble.get())
              : now.ready()
                  ? Health.up()
                  : Health.outOfService().withDetail("reason", now.reason());
      return health.withDetail("height", now.height()).withDetail("view", now.view()).build();
    };
  }

  /** Before every other filter, and before Chaos Monkey where it is there. */
  @Bean
  FilterRegistrationBean<ShellGuard> shellGuard(ShellSecrets secrets) {
    FilterRegistrationBean<ShellGuard> guard =
        new FilterRegistrationBean<>(new ShellGuard(secrets));
    guard.addUrlPatterns("/*");
    guard.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return guard;
  }

  /**
   * An empty folder, since Tomcat makes one in the system's temporary folder where it gets none.
   */
  @Bean
  WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> servedFolder(
      ShellContext context) {
    return factory ->
        factory.setDocumentRoot(
            NodeShellFactory.documentRoot(context.folder()).toAbsolutePath().toFile());
  }
}

package org.medchain.shell;

import org.medchain.node.operations.NodeStatus;
import org.medchain.node.operations.StatusSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The actuator's health, as the node sees itself (OPS-15). */
final class NodeHealthIndicator implements HealthIndicator {
  private final StatusSource status;

  NodeHealthIndicator(StatusSource status) {
    this.status = status;
  }

  @Override
  public Health health() {
    NodeStatus now = status.status();
    Health.Builder health =
        status
            .fatalError()
            .map(trouble -> Health.down().withDetail("reason", trouble))
            .orElseGet(
                () ->
                    now.ready()
                        ? Health.up()
                        : Health.outOfService().withDetail("reason", now.reason()));
    return health.withDetail("height", now.height()).withDetail("view", now.view()).build();
  }
}

package org.medchain.faults.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.medchain.faults.node.ChaosMonkeyClient;
import org.medchain.faults.plan.FaultEvent;
import org.medchain.faults.plan.NemesisKind;

/**
 * Chaos Monkey for Spring Boot attacks the services of the nodes' shells, told over its actuator.
 * It is off in a process that starts, so a node that another fault restarts is spared from then on.
 */
final class ServiceFault {
  private static final int EACH_CALL = 1;

  private final ClusterNodes nodes;
  private final Map<Integer, List<FaultEvent>> inForce = new HashMap<>();

  ServiceFault(ClusterNodes nodes) {
    this.nodes = nodes;
  }

  /** It begins at a node. */
  void begin(FaultEvent fault, int node) throws IOException, InterruptedException {
    inForce.computeIfAbsent(node, key -> new ArrayList<>()).add(fault);
    tell(node);
  }

  /** It is healed at a node. */
  void heal(FaultEvent fault, int node) throws IOException, InterruptedException {
    inForce.get(node).remove(fault);
    if (nodes.isRunning(node)) {
      tell(node);
    }
  }

  private void tell(int node) throws IOException, InterruptedException {
    try (ChaosMonkeyClient monkey = ChaosMonkeyClient.of(nodes.data(node))) {
      List<FaultEvent> faults = inForce.get(node);
      if (faults.isEmpty()) {
        monkey.disable();
      } else {
        monkey.assault(
            EACH_CALL,
            faults.stream()
                .mapToInt(each -> (int) Math.round(each.amount().orElse(0)))
                .max()
                .orElse(0),
            faults.stream().anyMatch(each -> each.kind() == NemesisKind.SERVICE_EXCEPTION));
        monkey.enable();
      }
    }
  }
}

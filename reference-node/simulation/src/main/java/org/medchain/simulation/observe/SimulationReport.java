package org.medchain.simulation.observe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The counters of a run. Wall and processor time are not in it: it is a function of only the
 * cluster, the environment and the load.
 *
 * @param drained whether the load was over and every request accepted before the bound
 * @param endNs virtual time of the end, in ns
 * @param events taken from the queue
 * @param submitted requests
 * @param accepted requests
 * @param betweenNodes messages between nodes, by kind
 * @param withClients messages between nodes and clients, by kind
 * @param lost messages that a link lost, or that came to a crashed node
 * @param withheld messages that a silent node kept to itself
 * @param rejected messages and requests that a replica or session rejected
 * @param unaddressed messages to an unknown key
 * @param recoveries restarts, with snapshots and logs
 * @param hashes that each node computed in its searches, by rate and time
 * @param busyNs processor time of all nodes, and of clients where they share the nodes' machine
 */
public record SimulationReport(
    boolean drained,
    long endNs,
    long events,
    long submitted,
    long accepted,
    Map<String, Traffic> betweenNodes,
    Map<String, Traffic> withClients,
    long lost,
    long withheld,
    long rejected,
    long unaddressed,
    RecoveryCounts recoveries,
    List<Double> hashes,
    long busyNs) {
  /** Copies the maps, whose order is that of the kinds' codes, and the list. */
  public SimulationReport {
    betweenNodes = Collections.unmodifiableMap(new LinkedHashMap<>(betweenNodes));
    withClients = Collections.unmodifiableMap(new LinkedHashMap<>(withClients));
    hashes = List.copyOf(hashes);
  }

  /** All messages that nodes were handed by nodes. */
  public Traffic protocolTraffic() {
    return betweenNodes.values().stream().reduce(Traffic.NONE, Traffic::plus);
  }

  /** All messages delivered, the clients' included. */
  public Traffic traffic() {
    return withClients.values().stream().reduce(protocolTraffic(), Traffic::plus);
  }

  /** Hashes of all nodes together. */
  public double totalHashes() {
    return hashes.stream().mapToDouble(Double::doubleValue).sum();
  }
}

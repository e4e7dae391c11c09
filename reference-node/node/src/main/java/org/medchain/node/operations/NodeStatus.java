package org.medchain.node.operations;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A node's status (NODE-6).
 *
 * @param name from its configuration
 * @param key its public key in hexadecimal digits
 * @param role in its certificate
 * @param ready whether it takes part
 * @param state in one word; {@code ready} exactly if it takes part
 * @param behind how many blocks it lacks of those that f + 1 members report
 * @param reason why it is not ready; empty if it is
 * @param height of the last block executed
 * @param view of consensus; 0 under proof of work
 * @param primary name or key of the view's primary; empty where there is none
 * @param waiting requests in the pool
 * @param executed requests since the process began
 * @param rejected messages and requests refused since then
 * @param throughputTps requests executed a second, over the last seconds
 * @param latencyP50Ms from a request's arrival here to its execution, over the last seconds
 * @param latencyP99Ms the same, 99th percentile
 * @param uptimeS since the process began
 * @param shell address of its HTTP shell; empty without one
 * @param peers connected and known
 */
public record NodeStatus(
    String name,
    String key,
    String role,
    boolean ready,
    NodeState state,
    long behind,
    String reason,
    long height,
    long view,
    String primary,
    long waiting,
    long executed,
    long rejected,
    double throughputTps,
    double latencyP50Ms,
    double latencyP99Ms,
    double uptimeS,
    String shell,
    List<PeerStatus> peers) {
  public NodeStatus {
    peers = List.copyOf(peers);
  }

  /**
   * The report of a node in the median view: f of them may be in a lower view and one in a higher
   * one. Empty if there are none.
   */
  public static Optional<NodeStatus> inMajorityView(List<NodeStatus> all) {
    return all.stream()
        .sorted(Comparator.comparingLong(NodeStatus::view).thenComparingLong(NodeStatus::height))
        .skip(all.size() / 2)
        .findFirst();
  }

  /**
   * A peer in this node's view.
   *
   * @param key in hexadecimal digits
   * @param role in its certificate; empty if it never came
   * @param address where it is, if known
   * @param connected now
   * @param queued frames that wait to be sent
   */
  public record PeerStatus(
      String key, String role, String address, boolean connected, int queued) {}
}

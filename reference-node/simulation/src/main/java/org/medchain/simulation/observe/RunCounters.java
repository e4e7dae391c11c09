package org.medchain.simulation.observe;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medchain.network.MessageRegistry;
import org.medchain.network.MessageType;

/** What a run counts while it runs (SIM-21); one for all parties. */
public final class RunCounters {
  private static final int CODES = 256;

  private final long[] messagesBetweenNodes = new long[CODES];
  private final long[] bytesBetweenNodes = new long[CODES];
  private final long[] messagesWithClients = new long[CODES];
  private final long[] bytesWithClients = new long[CODES];

  public long submitted;
  public long accepted;
  public long lost;
  public long withheld;
  public long rejected;
  public long unaddressed;
  public long restarts;
  public long snapshotsTaken;
  public long snapshotPartsServed;
  public long snapshotsRestored;
  public long collected;

  /** Processor time of all nodes, and of clients where they share the nodes' machine. */
  public long busyNs;

  /** Requests submitted and not accepted yet. */
  public long pending() {
    return submitted - accepted;
  }

  public void deliveredBetweenNodes(int code, int bytes) {
    messagesBetweenNodes[code]++;
    bytesBetweenNodes[code] += bytes;
  }

  public void deliveredWithClients(int code, int bytes) {
    messagesWithClients[code]++;
    bytesWithClients[code] += bytes;
  }

  public RecoveryCounts recoveries() {
    return new RecoveryCounts(
        restarts, snapshotsTaken, snapshotPartsServed, snapshotsRestored, collected);
  }

  public Map<String, Traffic> betweenNodes(MessageRegistry registry) {
    return byName(registry, messagesBetweenNodes, bytesBetweenNodes);
  }

  public Map<String, Traffic> withClients(MessageRegistry registry) {
    return byName(registry, messagesWithClients, bytesWithClients);
  }

  private static Map<String, Traffic> byName(
      MessageRegistry registry, long[] messages, long[] bytes) {
    Map<String, Traffic> traffic = new LinkedHashMap<>();
    for (int code = 0; code < CODES; code++) {
      if (messages[code] > 0) {
        String name = registry.find(code).map(MessageType::name).orElse("unknown " + code);
        traffic.put(name, new Traffic(messages[code], bytes[code]));
      }
    }
    return traffic;
  }
}

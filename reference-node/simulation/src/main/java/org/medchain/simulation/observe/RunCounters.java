package org.medchain.simulation.observe;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medchain.network.MessageRegistry;
import org.medchain.network.MessageType;

/** The counters of a run (SIM-21); one for all parties. */
public final class RunCounters {
  private static final int CODES = 256;

  public final ByCode betweenNodes = new ByCode();
  public final ByCode withClients = new ByCode();
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

  public RecoveryCounts recoveries() {
    return new RecoveryCounts(
        restarts, snapshotsTaken, snapshotPartsServed, snapshotsRestored, collected);
  }

  /** Messages delivered, by the code of their kind. */
  public static final class ByCode {
    private final long[] messages = new long[CODES];
    private final long[] bytes = new long[CODES];

    public void delivered(int code, int size) {
      messages[code]++;
      bytes[code] += size;
    }

    public Map<String, Traffic> byName(MessageRegistry registry) {
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
}

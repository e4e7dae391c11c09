package org.medchain.node.memory;

import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.node.admission.MessageKind;
import org.medchain.node.agency.AgencyLimits;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.ledger.SyncSettings;
import org.medchain.node.storage.StoreOptions;
import org.medchain.node.transport.TransportOptions;

/** Sums of products of numbers, letters and constants of the code, such as {@code 2 * a.B#MAX}. */
final class Formula {
  /** The letters of the page, at the parameters of a cluster of four with its defaults. */
  static final Map<String, Long> LETTERS = letters();

  /** Other parameters that a row names. */
  private static final Map<String, Long> PARAMETERS = parameters();

  private Formula() {}

  /** What a formula comes to. */
  static long value(String text) {
    long sum = 0;
    for (String product : text.split(" \\+ ", -1)) {
      sum +=
          Stream.of(product.split(" \\* ", -1))
              .mapToLong(Formula::factor)
              .reduce(1, (a, b) -> a * b);
    }
    return sum;
  }

  private static Map<String, Long> letters() {
    ConsensusConfig config = ConsensusConfig.defaults();
    Map<String, Long> all = new LinkedHashMap<>();
    all.put("n", 4L);
    all.put("W", 1L);
    all.put("K", config.checkpointInterval());
    all.put("Q", (long) new QuorumSizes(4).size());
    all.put("B", (long) config.batchBytes());
    all.put("P", (long) config.poolCapacity());
    all.put("F", (long) TransportOptions.defaults().maxFrameBytes());
    all.put("H", 2 * all.get("K") + 2 * all.get("W"));
    all.put("V", 2 * constant("consensus.pbft.PbftState", "PAST_VIEWS") + 1);
    all.put("e", constant("node.host.ReplicaHost", "OVERHEAD_BYTES"));
    all.put("s", 2 * all.get("e"));
    all.put("c", (2 * all.get("K") + all.get("W")) * (all.get("Q") + 1) * all.get("s"));
    return all;
  }

  private static Map<String, Long> parameters() {
    ConsensusConfig config = ConsensusConfig.defaults();
    TransportOptions links = TransportOptions.defaults();
    return Map.of(
        "waiting",
        new BatchLimits(config.batchTransactions(), config.batchBytes(), 0).waitingBytes(),
        "queue",
        (long) links.queueBytes(),
        "places",
        2L * links.unauthenticatedConnections(),
        "workers",
        (long) links.rpcWorkers(),
        "calls",
        (long) links.callsPerPeer(),
        "kinds",
        (long) MessageKind.values().length,
        "synced",
        SyncSettings.DEFAULT.maxBufferedBytes(),
        "written",
        StoreOptions.of(Pbft.PROTOCOL).queueBytes(),
        "asked",
        (long) AgencyLimits.DEFAULT.maxOpenRequests());
  }

  /** A constant of the code, so that the page has what the code has. */
  static long constant(String type, String name) {
    try {
      Field field = Class.forName("org.medchain." + type).getDeclaredField(name);
      field.setAccessible(true);
      return ((Number) field.get(null)).longValue();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no constant " + type + "." + name, e);
    }
  }

  private static long factor(String token) {
    if (Character.isDigit(token.charAt(0))) {
      return Long.parseLong(token);
    }
    int constant = token.indexOf('#');
    if (constant > 0) {
      return constant(token.substring(0, constant), token.substring(constant + 1));
    }
    return LETTERS.containsKey(token) ? LETTERS.get(token) : PARAMETERS.get(token);
  }
}

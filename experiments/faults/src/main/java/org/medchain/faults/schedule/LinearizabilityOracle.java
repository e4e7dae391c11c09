package org.medchain.faults.schedule;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.consensus.ExecutionResult;
import org.medchain.data.Block;
import org.medchain.data.Decoder;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.faults.oracle.RegisterStateMachine;

/**
 * Whether reads are linearizable (Herlihy and Wing 1990). The chain orders all writes, so it is
 * enough that each read returns a version no older than the versions accepted, by reads or writes,
 * before its submission.
 */
final class LinearizabilityOracle {
  private final ScheduleOracle oracle;

  /** By register: the chain's writes, value to version; the initial value 0 is version 0. */
  private final Map<String, Map<Long, Integer>> writeOrder = new TreeMap<>();

  /** By register: the highest version known to be written. */
  private final Map<String, Integer> latestCommitted = new TreeMap<>();

  /** By open request: the state of knowledge at its submission. */
  private final Map<RequestId, Integer> leastVersion = new LinkedHashMap<>();

  LinearizabilityOracle(ScheduleOracle judge) {
    this.oracle = judge;
  }

  private static String registerOf(Transaction request) {
    return Decoder.decode(
        request.body(),
        in -> {
          String name = in.text();
          in.raw(in.remaining());
          return name;
        });
  }

  private static long valueWritten(Transaction request) {
    return Decoder.decode(
        request.body(),
        in -> {
          in.text();
          return in.int64();
        });
  }

  void invoked(Transaction request) {
    if (request.kind() == RegisterStateMachine.READ) {
      leastVersion.put(request.request(), latestCommitted.getOrDefault(registerOf(request), 0));
    }
  }

  void executed(Block block, ExecutionResult execution) {
    for (Transaction transaction : block.transactions()) {
      if (transaction.kind() == RegisterStateMachine.WRITE) {
        Map<Long, Integer> written =
            writeOrder.computeIfAbsent(registerOf(transaction), key -> new LinkedHashMap<>());
        written.put(valueWritten(transaction), written.size() + 1);
      }
    }
  }

  void accepted(Transaction request, Receipt receipt) {
    if (!receipt.succeeded()) {
      return;
    }
    if (request.kind() == RegisterStateMachine.WRITE) {
      String name = registerOf(request);
      Integer version = writeOrder.getOrDefault(name, Map.of()).get(valueWritten(request));
      latestCommitted.merge(name, version == null ? 0 : version, Math::max);
    } else if (request.kind() == RegisterStateMachine.READ) {
      read(request, Decoder.decode(receipt.output(), Decoder::int64));
    }
  }

  private void read(Transaction request, long value) {
    String name = registerOf(request);
    Integer version =
        value == 0 ? Integer.valueOf(0) : writeOrder.getOrDefault(name, Map.of()).get(value);
    int floor = leastVersion.remove(request.request());
    if (version == null) {
      oracle.report(
          "LIN", "a read of " + name + " returned " + value + ", which no node committed");
    } else if (version < floor) {
      oracle.report(
          "LIN",
          "a read of %s returned version %s after version %s was known"
              .formatted(name, version, floor));
    } else {
      latestCommitted.merge(name, version, Math::max);
    }
  }
}

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

  /** The name of the register, and what is written; a read writes nothing. */
  private record Access(String register, long value) {
    static Access of(Transaction request) {
      return Decoder.decode(
          request.body(), in -> new Access(in.text(), in.remaining() > 0 ? in.int64() : 0));
    }
  }

  void invoked(Transaction request) {
    if (request.kind() == RegisterStateMachine.READ) {
      leastVersion.put(
          request.request(), latestCommitted.getOrDefault(Access.of(request).register(), 0));
    }
  }

  void executed(Block block, ExecutionResult execution) {
    for (Transaction transaction : block.transactions()) {
      if (transaction.kind() == RegisterStateMachine.WRITE) {
        Access write = Access.of(transaction);
        Map<Long, Integer> written =
            writeOrder.computeIfAbsent(write.register(), key -> new LinkedHashMap<>());
        written.put(write.value(), written.size() + 1);
      }
    }
  }

  void accepted(Transaction request, Receipt receipt) {
    if (!receipt.succeeded()) {
      return;
    }
    if (request.kind() == RegisterStateMachine.WRITE) {
      Access write = Access.of(request);
      Map<Long, Integer> written = writeOrder.getOrDefault(write.register(), Map.of());
      latestCommitted.merge(write.register(), written.getOrDefault(write.value(), 0), Math::max);
    } else if (request.kind() == RegisterStateMachine.READ) {
      read(request, Decoder.decode(receipt.output(), Decoder::int64));
    }
  }

  private void read(Transaction request, long value) {
    String name = Access.of(request).register();
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

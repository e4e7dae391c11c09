package org.medchain.claims.points;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.claims.experiment.RawTable;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.simulation.observe.SimulationObserver;

/**
 * Compares what clients are told with what was executed: what they accepted, and what they would
 * have accepted if they had one machine to ask (CONS-8). A replica that replies wrongly executes
 * correctly, so the first execution at any node counts. For one trial.
 */
final class ReplyObserver implements SimulationObserver {

  private final Map<RequestId, Receipt> executed = new LinkedHashMap<>();
  private final Map<RequestId, Receipt> accepted = new LinkedHashMap<>();

  /** The first reply of each machine to each request: a client of that machine alone takes it. */
  private final Map<PublicKey, Map<RequestId, Receipt>> replies = new TreeMap<>();

  @Override
  public void executed(int node, long atNs, ExecutionResult execution) {
    execution.receipts().forEach(each -> executed.putIfAbsent(each.request(), each));
  }

  @Override
  public void accepted(
      int client, RequestId request, long height, Receipt receipt, long intendedNs, long atNs) {
    accepted.put(request, receipt);
  }

  @Override
  public void stepped(String party, long atNs, Input input, List<Output> outputs) {
    if (party.startsWith("c")
        && input instanceof Input.MessageReceived received
        && received.verified().message() instanceof OrderedReply reply) {
      replies
          .computeIfAbsent(received.verified().sender(), machine -> new LinkedHashMap<>())
          .putIfAbsent(reply.receipt().request(), reply.receipt());
    }
  }

  private long wrong(Map<RequestId, Receipt> told) {
    return told.entrySet().stream()
        .filter(each -> !each.getValue().equals(executed.get(each.getKey())))
        .count();
  }

  /** The most wrong results by one machine. */
  long mostWrongOfOne() {
    return replies.values().stream().mapToLong(this::wrong).max().orElse(0);
  }

  /** How many results that machine told. */
  int toldByThatOne() {
    long most = mostWrongOfOne();
    return replies.values().stream()
        .filter(each -> wrong(each) == most)
        .mapToInt(Map::size)
        .findFirst()
        .orElse(0);
  }

  /** Writes a row for each machine. */
  void write(int trial, RawTable raw) {
    raw.row(trial, "clients", accepted.size(), wrong(accepted));
    replies.forEach((machine, told) -> raw.row(trial, machine.brief(), told.size(), wrong(told)));
  }
}

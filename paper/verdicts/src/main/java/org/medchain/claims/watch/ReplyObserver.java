package org.medchain.claims.watch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.comparison.TrialResult;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Input.MessageReceived;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;

/**
 * Compares what clients are told with what was executed: what they accepted, and what they would
 * have accepted if they had one machine to ask (CONS-8). A replica that replies wrongly executes
 * correctly, so the first execution at any node counts. For one trial.
 */
final class ReplyObserver implements TrialWatch {
  /** What all clients, or those of one machine alone, were told. */
  private record ToldResults(String toldBy, int results, long wrongResults, boolean mostWrong) {}

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
        && input instanceof MessageReceived received
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

  private ToldResults row(String by, Map<RequestId, Receipt> told, boolean mostWrong) {
    return new ToldResults(by, told.size(), wrong(told), mostWrong);
  }

  @Override
  public List<? extends Record> rows(Optional<TrialResult> result) {
    List<ToldResults> rows = new ArrayList<>(List.of(row("clients", accepted, false)));
    Optional<PublicKey> worst =
        replies.keySet().stream()
            .reduce(
                (one, other) -> wrong(replies.get(other)) > wrong(replies.get(one)) ? other : one);
    replies.forEach(
        (machine, told) -> rows.add(row(machine.brief(), told, worst.get().equals(machine))));
    return rows;
  }
}

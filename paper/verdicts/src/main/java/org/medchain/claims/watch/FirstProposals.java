package org.medchain.claims.watch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medchain.comparison.TrialResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Input.MessageReceived;
import org.medchain.consensus.Input.RequestSubmitted;
import org.medchain.consensus.Output;
import org.medchain.consensus.Output.Sign;
import org.medchain.consensus.Request;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;

/**
 * Follows node 0, the primary of the first view: which requests had arrived when it proposed a
 * block, and whether the first such block holds them. For one trial without faults.
 */
final class FirstProposals implements TrialWatch {
  /** For each request that arrived and is in no proposal yet: how many proposals passed it. */
  private final Map<RequestId, Integer> waiting = new LinkedHashMap<>();

  private final Set<RequestId> proposed = new LinkedHashSet<>();
  private final Set<Hash> blocks = new LinkedHashSet<>();
  private final List<ProposedBlock> proposals = new ArrayList<>();

  /**
   * A block as the primary proposed it.
   *
   * @param transactions in it
   * @param waitingBefore requests that had arrived and were in no proposal before, its own included
   * @param inFirst its requests that no proposal passed
   * @param arrived its requests that had arrived; in the last block also those that no block held
   */
  private record ProposedBlock(
      long height, int transactions, int waitingBefore, long inFirst, long arrived) {}

  @Override
  public void stepped(String party, long atNs, Input input, List<Output> outputs) {
    if (!party.equals("n0")) {
      return;
    }
    arrived(input)
        .filter(request -> !proposed.contains(request))
        .ifPresent(request -> waiting.putIfAbsent(request, 0));
    for (Output output : outputs) {
      if (output instanceof Sign sign
          && sign.message() instanceof PrePrepare proposal
          && blocks.add(proposal.block().hash())) {
        propose(proposal.block());
      }
    }
  }

  private static Optional<RequestId> arrived(Input input) {
    return switch (input) {
      case RequestSubmitted submitted -> Optional.of(submitted.request().request());
      case MessageReceived received ->
          received.verified().message() instanceof Request request
              ? Optional.of(request.transaction().request())
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private void propose(Block block) {
    int before = waiting.size();
    long arrived = 0;
    long inFirst = 0;
    for (Transaction each : block.transactions()) {
      Integer passed = waiting.remove(each.request());
      arrived += passed == null ? 0 : 1;
      inFirst += passed != null && passed == 0 ? 1 : 0;
      proposed.add(each.request());
    }
    waiting.replaceAll((request, passed) -> passed + 1);
    proposals.add(
        new ProposedBlock(block.height(), block.transactions().size(), before, inFirst, arrived));
  }

  @Override
  public List<? extends Record> rows(Optional<TrialResult> result) {
    long left = waiting.values().stream().filter(passed -> passed > 0).count();
    List<ProposedBlock> rows = new ArrayList<>(proposals);
    ProposedBlock last = rows.removeLast();
    rows.add(
        new ProposedBlock(
            last.height(),
            last.transactions(),
            last.waitingBefore(),
            last.inFirst(),
            last.arrived() + left));
    return rows;
  }
}

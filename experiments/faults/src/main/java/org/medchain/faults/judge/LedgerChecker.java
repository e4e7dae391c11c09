package org.medchain.faults.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.medchain.consensus.Output;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.faults.host.HostOutcome;
import org.medchain.faults.host.NodeLedger;
import org.medchain.faults.host.ServiceRead;
import org.medchain.faults.run.CallRecord;
import org.medchain.history.check.CheckResult;
import org.medchain.history.check.Finding;

/**
 * What holds of every run's ledgers: faithful nodes have the same block at each height, which
 * commits to the same states, what was acknowledged stands where its client was told, and its
 * receipt is the one that executing the ledger again gives (FAULT-8).
 */
public final class LedgerChecker {
  /** The count of ordered calls that were answered. */
  public static final String ACKNOWLEDGED = "acknowledged";

  /** The finding that an answered call stands in no ledger. */
  public static final String LOST = "lost acknowledgement";

  private static final int SHOWN = 10;

  private final HostOutcome outcome;
  private final List<Finding> findings = new ArrayList<>();

  LedgerChecker(HostOutcome outcome) {
    this.outcome = outcome;
  }

  /** The blocks that faithful nodes have, by height; the first node's where they differ. */
  static SortedMap<Long, Block> agreed(HostOutcome outcome) {
    SortedMap<Long, Block> agreed = new TreeMap<>();
    for (NodeLedger each : outcome.ledgers()) {
      if (each.faithful()) {
        each.blocks().forEach((height, block) -> agreed.putIfAbsent(height, block));
      }
    }
    return agreed;
  }

  CheckResult check() {
    SortedMap<Long, Block> agreed = agreed(outcome);
    for (NodeLedger each : outcome.ledgers()) {
      if (each.faithful()) {
        each.problem().ifPresent(problem -> add("unreadable ledger", name(each) + problem));
        compare(each, agreed);
      }
    }
    outcome.serviceReads().stream()
        .filter(each -> each.answered() && isFaithful(each.node()))
        .forEach(each -> judge(each, agreed));
    long acknowledged = acknowledged(agreed);
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("height", agreed.isEmpty() ? 0 : agreed.lastKey());
    counts.put(ACKNOWLEDGED, acknowledged);
    if (!outcome.serviceReads().isEmpty()) {
      counts.put("service reads", (long) outcome.serviceReads().size());
      counts.put("answered", outcome.serviceReads().stream().filter(ServiceRead::answered).count());
    }
    return CheckResult.of("ledger", counts, findings);
  }

  private boolean isFaithful(int node) {
    return outcome.ledgers().stream().anyMatch(each -> each.node() == node && each.faithful());
  }

  /** What a service tells of the ledger is the ledger's. */
  private void judge(ServiceRead read, SortedMap<Long, Block> agreed) {
    Block block = agreed.get(read.height());
    boolean beyond = read.height() > (agreed.isEmpty() ? 0 : agreed.lastKey());
    boolean another = block != null && !block.hash().toHex().equals(read.head());
    if (beyond || another) {
      add(
          "a service told another ledger",
          "n" + read.node() + " told " + read.head() + " at height " + read.height());
    }
  }

  private void add(String name, String text) {
    if (findings.size() < SHOWN) {
      findings.add(new Finding(name, text));
    }
  }

  private static String name(NodeLedger node) {
    return "n" + node.node() + ": ";
  }

  private void compare(NodeLedger node, SortedMap<Long, Block> agreed) {
    node.blocks()
        .forEach(
            (height, block) -> {
              if (!agreed.get(height).hash().equals(block.hash())) {
                add("disagreement", name(node) + "another block at height " + height);
              }
              Block parent = agreed.get(height - 1);
              if (parent != null && !block.parent().equals(parent.hash())) {
                add(
                    "broken chain",
                    name(node) + "the block at height " + height + " has another parent");
              }
            });
  }

  private long acknowledged(SortedMap<Long, Block> agreed) {
    Map<RequestId, Long> heights = new HashMap<>();
    agreed.forEach(
        (height, block) -> {
          for (Transaction each : block.transactions()) {
            heights.putIfAbsent(each.request(), height);
          }
        });
    Map<RequestId, Receipt> receipts = receipts(agreed);
    long count = 0;
    for (CallRecord call : outcome.calls()) {
      if (call.answer().isPresent() && !call.call().unordered()) {
        count++;
        judge(call, heights, receipts);
      }
    }
    return count;
  }

  /** What requests gave, up to a gap or a break of the chain, which {@link #compare} finds. */
  private Map<RequestId, Receipt> receipts(SortedMap<Long, Block> agreed) {
    Map<RequestId, Receipt> receipts = new HashMap<>();
    MedicalContract contract = new MedicalContract(outcome.genesis(), 0);
    Hash last = outcome.genesis().chain();
    for (Block each : agreed.values()) {
      if (each.height() != contract.height() + 1 || !each.parent().equals(last)) {
        break;
      }
      contract
          .apply(each)
          .receipts()
          .forEach(receipt -> receipts.putIfAbsent(receipt.request(), receipt));
      last = each.hash();
    }
    return receipts;
  }

  private void judge(
      CallRecord call, Map<RequestId, Long> heights, Map<RequestId, Receipt> receipts) {
    Long height = heights.get(call.request());
    Output.Accepted told = call.answer().orElseThrow();
    String what = call.call().f() + " " + call.call().value() + " was acknowledged ";
    if (height == null) {
      add(LOST, what + "at height " + told.height() + " and is in no ledger");
    } else if (height != told.height()) {
      add("moved acknowledgement", what + "at height " + told.height() + " and is at " + height);
    } else if (!told.receipt().equals(receipts.getOrDefault(call.request(), told.receipt()))) {
      add("another receipt", what + "with another receipt than executing the ledger gives");
    }
  }
}

package org.medchain.faults.schedule;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.faults.oracle.Coverage.CoverageMark;
import org.medchain.faults.oracle.RegisterStateMachine;
import org.medchain.network.Membership;

/**
 * Checks a chain that is final block by block (PBFT): agreement, genuine certificates, equal
 * states, exactly once, and that what a client accepted stays (SCH-4).
 */
final class PbftOracle extends ScheduleOracle {
  /** What honest hosts agree on at one height. */
  private static final class AgreedBlock {
    final Block block;
    final String by;
    Optional<ExecutionResult> execution = Optional.empty();

    AgreedBlock(Block block, String by) {
      this.block = block;
      this.by = by;
    }
  }

  /** Where a host's chain ends. */
  private record HostTip(long height, Hash block) {}

  private final ScheduledSystem system;
  private final ScheduleSetup setup;
  private final TreeMap<Long, AgreedBlock> chain = new TreeMap<>();
  private final TreeMap<Long, Membership> members = new TreeMap<>();
  private final Map<RequestId, Long> heights = new LinkedHashMap<>();
  private final Map<ScheduledHost, HostTip> tips = new LinkedHashMap<>();
  private final LinearizabilityOracle linearizability;
  private long highestView;

  PbftOracle(ScheduledSystem world, ScheduleSetup setting) {
    this.system = world;
    this.setup = setting;
    this.linearizability = new LinearizabilityOracle(this);
    members.put(0L, setting.members);
  }

  @Override
  int committed() {
    return chain.size();
  }

  /** The members who decide the block at this height, as far as is known. */
  Membership membersAt(long height) {
    return members.floorEntry(height).getValue();
  }

  @Override
  Membership lastMembers() {
    return members.lastEntry().getValue();
  }

  @Override
  void committed(ScheduledHost host, Block block, Certificate certificate) {
    if (!host.isHonest()) {
      return;
    }
    long height = block.height();
    HostTip tip = tips.getOrDefault(host, new HostTip(0, setup.genesis().hash()));
    if (height != tip.height() + 1 || !block.parent().equals(tip.block())) {
      report("AG", "host " + host.name() + " commits " + block + " on " + tip);
    }
    tips.put(host, new HostTip(height, block.hash()));
    AgreedBlock known = chain.get(height);
    if (known == null) {
      checkNew(host, block);
      chain.put(height, new AgreedBlock(block, host.name()));
    } else if (!known.block.hash().equals(block.hash())) {
      report(
          "AG",
          "at height %s host %s commits %s and host %s %s"
              .formatted(
                  height, known.by, known.block.hash().brief(), host.name(), block.hash().brief()));
    }
    checkCertificate(host, block, certificate);
  }

  private void checkNew(ScheduledHost host, Block block) {
    for (Transaction transaction : block.transactions()) {
      Long before = heights.put(transaction.request(), block.height());
      if (before != null) {
        report(
            "DUP",
            "request %s is at heights %s and %s"
                .formatted(transaction.request().brief(), before, block.height()));
      }
      if (!transaction.attestation().holds(setup.scheme, setup.chain.chain())) {
        report("VALID", "a request in " + block + " is not signed by its sender");
      }
    }
    Header header = block.header();
    Block parent = block.height() == 1 ? setup.genesis() : agreedBlockAt(block.height() - 1);
    long nowMs = system.latestClockNs() / 1_000_000;
    if (parent != null && header.timestampMs() < parent.header().timestampMs()) {
      report("VALID", block + " at host " + host.name() + " is older than its parent");
    }
    if (!header.difficulty().equals(setup.chain.difficulty())
        || !header.difficulty().isMetBy(block.hash())) {
      report("VALID", block + " at host " + host.name() + " bears not the chain's seal");
    }
    if (header.timestampMs() > nowMs + setup.chain.clockToleranceMs()) {
      report("VALID", block + " at host " + host.name() + " is ahead of every clock");
    }
    AgreedBlock below = chain.get(block.height() - setup.chain.window());
    if (below != null
        && below.execution.isPresent()
        && !below.execution.get().stateRoot().equals(header.stateRoot())) {
      report("ROOT", block + " does not carry the root of the state W heights below");
    }
  }

  private Block agreedBlockAt(long height) {
    AgreedBlock decided = chain.get(height);
    return decided == null ? null : decided.block;
  }

  private void checkCertificate(ScheduledHost host, Block block, Certificate certificate) {
    boolean genuine =
        certificate instanceof QuorumCertificate quorum
            && quorum.height() == block.height()
            && quorum.block().equals(block.hash())
            && quorum.suffices(membersAt(block.height()))
            && isValid(quorum);
    if (!genuine) {
      report("AG", "host " + host.name() + " commits " + block + " without a quorum's signatures");
    }
  }

  private boolean isValid(QuorumCertificate certificate) {
    return certificate.attestations().stream()
        .allMatch(each -> each.holds(setup.scheme, setup.genesis().hash()));
  }

  @Override
  void executed(ScheduledHost host, ExecutionResult execution) {
    if (!host.isHonest()) {
      return;
    }
    AgreedBlock decided = chain.get(execution.height());
    if (decided.execution.isEmpty()) {
      decided.execution = Optional.of(execution);
      execution.members().ifPresent(named -> changeMembers(execution.height(), named));
      linearizability.executed(decided.block, execution);
      if (!execution.receipts().isEmpty() && !setup.plan.byzantine().isEmpty()) {
        coverage().reach(CoverageMark.BYZANTINE);
      }
    } else if (!decided.execution.get().stateRoot().equals(execution.stateRoot())) {
      report(
          "ROOT",
          "after height %s host %s has another state".formatted(execution.height(), host.name()));
    }
    checkOnce(host);
  }

  /**
   * The old set decides up to the least multiple of K that is W or more above the change; what is
   * changed again until then takes effect at the same height.
   */
  private void changeMembers(long height, Membership named) {
    long interval = setup.plan.interval();
    long last = (height + setup.chain.window() + interval - 1) / interval * interval;
    members.put(members.lastKey() > height ? members.lastKey() : last + 1, named);
  }

  @Override
  void restored(ScheduledHost host, Output.Restore restore, Hash root) {
    HostTip before = tips.put(host, new HostTip(restore.height(), restore.block()));
    if (host.isHonest() && before != null && before.height() > restore.height()) {
      report("AG", "host " + host.name() + " goes back to height " + restore.height());
    }
    AgreedBlock decided = chain.get(restore.height());
    boolean right =
        decided == null
            || (decided.block.hash().equals(restore.block())
                && decided.execution.map(each -> each.stateRoot().equals(root)).orElse(true));
    if (right && restore.state().isPresent() && host.isHonest()) {
      coverage().reach(CoverageMark.TRANSFERRED);
    }
  }

  @Override
  void reverted(ScheduledHost host, long height) {
    if (host.isHonest()) {
      report("AG", "host " + host.name() + " takes back what was final, to height " + height);
    }
  }

  @Override
  void crashed(ScheduledHost host) {
    tips.remove(host);
  }

  @Override
  void onOutput(ScheduledHost host, Output output) {
    if (!host.isHonest()) {
      return;
    }
    switch (output) {
      case Output.Sign sign -> {
        if (sign.message() instanceof ViewChange message) {
          highestView = Math.max(highestView, message.newView() & ((1L << 40) - 1));
        } else if (sign.message() instanceof NewView message) {
          coverage().reach(CoverageMark.VIEW_CHANGED);
          if (message.proofs().stream().anyMatch(each -> !each.viewChange().prepared().isEmpty())) {
            coverage().reach(CoverageMark.CARRIED);
          }
        } else if (sign.message() instanceof Commit vote && vote.view() >>> 40 > 0) {
          coverage().reach(CoverageMark.MEMBERS_CHANGED);
        }
      }
      case Output.Truncate truncate -> coverage().reach(CoverageMark.COLLECTED);
      default -> {}
    }
  }

  @Override
  int highestView() {
    return (int) Math.min(highestView, Integer.MAX_VALUE);
  }

  @Override
  void submitted(ScheduledClient client, Transaction request) {
    linearizability.invoked(request);
  }

  @Override
  void accepted(ScheduledClient client, Transaction request, Output.Accepted said) {
    if (!setup.plan.isLive()) {
      return; // with more than f Byzantine members clients may be told anything
    }
    Receipt receipt = said.receipt();
    Long height = heights.get(request.request());
    if (height == null && request.kind() == RegisterStateMachine.READ) {
      coverage().reach(CoverageMark.READ);
    } else if (height == null || height != said.height()) {
      report(
          "LOST",
          "request %s was accepted at height %s and is at %s"
              .formatted(request.request().brief(), said.height(), height));
      return;
    } else {
      Optional<ExecutionResult> execution = chain.get(height).execution;
      if (execution.isPresent() && !execution.get().receipts().contains(receipt)) {
        report("LOST", "another result of " + request.request().brief() + " was accepted");
      }
    }
    linearizability.accepted(request, receipt);
  }
}

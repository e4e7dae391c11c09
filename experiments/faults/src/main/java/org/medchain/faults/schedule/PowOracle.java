package org.medchain.faults.schedule;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.pow.ConfirmedReply;
import org.medchain.consensus.pow.DifficultyRule;
import org.medchain.consensus.pow.NewBlock;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.faults.oracle.Coverage.CoverageMark;
import org.medchain.faults.schedule.BlockDag.DagNode;
import org.medchain.network.Membership;

/**
 * Checks chains that are never final (proof of work): valid blocks alone, the branch of most work,
 * states that go back to what they were, and no reply below k confirmations (SCH-4). Reverted
 * confirmed blocks are no violation, but counted (SCH-9).
 */
final class PowOracle extends ScheduleOracle {
  /** Where one life of a host stands. */
  private final class HostView {
    /** What its replica has put out. */
    DagNode committedTip = dag.genesis();

    /** The outputs that the host has carried out, later if it defers work. */
    DagNode executedTip = dag.genesis();

    /**
     * Blocks that it certainly has with all their ancestors. It may discard any orphan, as it can
     * be requested again (POW-13).
     */
    final Set<Hash> held = new LinkedHashSet<>(List.of(dag.genesis().block().hash()));

    /** Requests that were submitted to it or are in blocks that it committed. */
    final Set<RequestId> requests = new LinkedHashSet<>();

    /** The valid one of most work among those held. */
    DagNode bestHeld = dag.genesis();

    /** The last block that came whole. */
    Optional<Hash> last = Optional.empty();
  }

  private final ScheduledSystem system;
  private final ScheduleSetup setup;
  private final BlockDag dag;
  private final Map<ScheduledHost, HostView> views = new LinkedHashMap<>();
  private final Set<Hash> confirmed = new LinkedHashSet<>();
  private final Set<Hash> reversed = new LinkedHashSet<>();
  private int committed;

  /** Whether all honest hosts have agreed on a head since faults stopped. */
  private boolean stable;

  PowOracle(ScheduledSystem world, ScheduleSetup setting) {
    this.system = world;
    this.setup = setting;
    this.dag = new BlockDag(setting, setting.freshStateMachine());
  }

  BlockDag dag() {
    return dag;
  }

  private HostView view(ScheduledHost host) {
    return views.computeIfAbsent(host, fresh -> new HostView());
  }

  private int confirmationDepth() {
    return setup.pow().confirmations();
  }

  @Override
  Membership lastMembers() {
    return setup.members;
  }

  @Override
  int committed() {
    return committed;
  }

  @Override
  void onInput(ScheduledHost host, Input input) {
    view(host).last = Optional.empty();
    if (input instanceof Input.RequestSubmitted submitted) {
      view(host).requests.add(submitted.request().request());
    }
    if (input instanceof Input.MessageReceived received
        && received.verified().message() instanceof NewBlock whole) {
      dag.add(whole.block());
      view(host).last = Optional.of(whole.block().hash());
      addHeld(view(host), whole.block());
    }
  }

  private void addHeld(HostView view, Block block) {
    if (view.held.contains(block.parent())) {
      dag.find(block.hash()).ifPresent(node -> connect(view, node));
    }
  }

  private void connect(HostView view, DagNode node) {
    if (view.held.add(node.block().hash())
        && node.fault().isEmpty()
        && node.work().compareTo(view.bestHeld.work()) > 0) {
      view.bestHeld = node;
    }
  }

  @Override
  void onOutput(ScheduledHost host, Output output) {
    HostView view = view(host);
    switch (output) {
      case Output.Commit commit -> onCommitted(host, view, commit.block());
      case Output.Revert revert -> onReverted(host, view, revert.height());
      // A block that is refused for its place, not for a fault, is not one that the host has.
      case Output.Reject reject -> {
        if (reject.reason().contains("far behind the head")) {
          view.last.ifPresent(view.held::remove);
        }
      }
      case Output.Reply reply -> {
        if (host.isHonest() && reply.message() instanceof ConfirmedReply confirmation) {
          onReply(host, view, confirmation);
        }
      }
      default -> {}
    }
  }

  private void onCommitted(ScheduledHost host, HostView view, Block block) {
    dag.add(block);
    DagNode node = dag.find(block.hash()).orElse(null);
    if (node == null || !block.parent().equals(view.committedTip.block().hash())) {
      if (host.isHonest()) {
        report("VALID", "host " + host.name() + " commits " + block + " on another block");
      }
      return;
    }
    view.committedTip = node;
    connect(view, node);
    block.transactions().forEach(each -> view.requests.add(each.request()));
    if (!host.isHonest()) {
      return;
    }
    node.fault()
        .ifPresent(
            fault ->
                report("VALID", "host " + host.name() + " commits " + block + ", which " + fault));
    long ahead = block.header().timestampMs() - system.latestClockNs() / 1_000_000;
    if (ahead > setup.chain.clockToleranceMs()) {
      report("VALID", "host " + host.name() + " commits " + block + ", ahead of every clock");
    }
    if (!setup.plan.byzantine().isEmpty() && !block.transactions().isEmpty()) {
      coverage().reach(CoverageMark.BYZANTINE);
    }
    if (node.height() >= confirmationDepth()
        && confirmed.add(node.at(node.height() - confirmationDepth() + 1).block().hash())) {
      countExpected();
    }
  }

  /**
   * SCH-9: a block found while the last one is on its way makes a fork, and k such forks in a row
   * are needed to revert a block that is k deep. A node that lacks its parent gets a block in four
   * messages.
   */
  private void countExpected() {
    if (stable && isMeasured()) {
      double most = 4.0 * setup.plan.latencyMs() / LivenessPhase.blockIntervalMs(setup.plan);
      coverage().addExpectedReversal(StrictMath.pow(most, confirmationDepth()));
    }
  }

  /** With Byzantine miners, or where single blocks differ in work, other odds hold. */
  private boolean isMeasured() {
    return setup.plan.byzantine().isEmpty()
        && setup.pow().difficultyRule() instanceof DifficultyRule.Constant;
  }

  private void onReverted(ScheduledHost host, HostView view, long height) {
    if (height < 0 || height >= view.committedTip.height()) {
      report("VALID", "host " + host.name() + " reverts to height " + height);
      return;
    }
    DagNode to = view.committedTip.at(height);
    if (host.isHonest()) {
      coverage().reach(CoverageMark.REORGANISED);
      long deepest = view.committedTip.height() - confirmationDepth() + 1;
      for (long each = height + 1; each <= deepest; each++) {
        coverage().reach(CoverageMark.REVERSED);
        boolean first = reversed.add(view.committedTip.at(each).block().hash());
        if (first && stable && isMeasured()) {
          coverage().addReversal();
        }
      }
    }
    view.committedTip = to;
  }

  private void onReply(ScheduledHost host, HostView view, ConfirmedReply reply) {
    long height = reply.headers().headers().get(0).height();
    RequestId request = reply.receipt().request();
    boolean holds =
        height > 0
            && height <= view.committedTip.height()
            && view.committedTip.at(height).block().transactions().stream()
                .anyMatch(each -> each.request().equals(request));
    if (!holds) {
      report(
          "ACK", "host %s confirms %s, which it has not".formatted(host.name(), request.brief()));
    } else if (view.committedTip.height() - height + 1 < confirmationDepth()) {
      report(
          "ACK",
          "host %s confirms %s at height %s with its head at %s"
              .formatted(host.name(), request.brief(), height, view.committedTip.height()));
    }
  }

  @Override
  void committed(ScheduledHost host, Block block, Certificate certificate) {
    HostView view = view(host);
    dag.find(block.hash()).ifPresent(node -> view.executedTip = node);
    if (host.isHonest()) {
      committed++;
      if (!certificate.block().equals(block.hash())) {
        report("VALID", "host " + host.name() + " commits " + block + " without its work");
      }
    }
  }

  @Override
  void executed(ScheduledHost host, ExecutionResult execution) {
    if (host.isHonest()) {
      checkState(host);
    }
  }

  @Override
  void reverted(ScheduledHost host, long height) {
    HostView view = view(host);
    view.executedTip = view.executedTip.at(height);
    if (host.isHonest()) {
      checkState(host);
    }
  }

  /** Commit and revert are inverse: the state is that of the branch, however it was reached. */
  private void checkState(ScheduledHost host) {
    DagNode node = view(host).executedTip;
    if (host.stateMachine().height() != node.height()
        || !host.stateMachine().stateRoot().equals(node.stateMachine().stateRoot())) {
      report("ROOT", "host " + host.name() + " has not the state of " + node.block());
    }
    checkOnce(host);
  }

  @Override
  void restored(ScheduledHost host, Output.Restore restore, Hash root) {
    report("VALID", "host " + host.name() + " loads a state although no state is ever final");
  }

  @Override
  void crashed(ScheduledHost host) {
    views.remove(host);
  }

  /** A host has done all the requested work of its replica. */
  @Override
  void onIdle(ScheduledHost host) {
    HostView view = view(host);
    if (host.isHonest() && view.committedTip.work().compareTo(view.bestHeld.work()) < 0) {
      report(
          "HEAD",
          "host %s is on %s with work %s and has %s with work %s"
              .formatted(
                  host.name(),
                  view.committedTip.block(),
                  view.committedTip.work(),
                  view.bestHeld.block(),
                  view.bestHeld.work()));
    }
  }

  /** Heads of one work: a stronger check is impossible, as two blocks may be found at one time. */
  @Override
  boolean isConverged(List<ScheduledHost> hosts) {
    DagNode first = null;
    boolean sameWork = true;
    boolean sameBlock = true;
    for (ScheduledHost host : hosts) {
      DagNode tip = view(host).committedTip;
      first = first == null ? tip : first;
      sameBlock &= tip.block().hash().equals(first.block().hash());
      sameWork &= tip.work().equals(first.work());
    }
    stable |= sameBlock;
    return sameWork;
  }

  /**
   * POW-12: a node never loses a request. A request that all its holders lost in a crash, after its
   * client's reply, is lost with the confirmed branch.
   */
  @Override
  boolean mustExecute(Transaction request) {
    return system.hostsThatMustProgress().stream()
        .anyMatch(host -> view(host).requests.contains(request.request()));
  }

  @Override
  void accepted(ScheduledClient client, Transaction request, Output.Accepted said) {
    boolean shown =
        dag.all().stream()
            .anyMatch(
                node ->
                    node.height() == said.height()
                        && node.fault().isEmpty()
                        && node.confirmations() >= confirmationDepth()
                        && node.execution()
                            .map(each -> each.receipts().contains(said.receipt()))
                            .orElse(false));
    if (!shown) {
      report(
          "ACK",
          "client %s takes %s for final at height %s, where no branch confirms it"
              .formatted(client.name(), request.request().brief(), said.height()));
    }
  }
}

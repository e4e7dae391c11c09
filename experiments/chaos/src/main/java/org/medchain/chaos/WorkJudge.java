package org.medchain.chaos;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.Execution;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.pow.ConfirmedReply;
import org.medchain.consensus.pow.NewBlock;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Membership;

/**
 * Judges chains that are never final (proof of work): valid blocks alone, the branch of most work,
 * states that go back to what they were, and no answer under k confirmations (SCH-4). Confirmed
 * blocks that are given up are no violation, but counted (SCH-9).
 */
final class WorkJudge extends Judge {
  /** Where one life of a host stands. */
  private static final class View {
    /** What its replica has put out. */
    BlockDag.Node said;

    /** What the host has carried out, later if it is lazy. */
    BlockDag.Node done;

    /**
     * Blocks that it certainly has with all their ancestors. Of those that came before their parent
     * it may forget any, as they can be asked for again (POW-13).
     */
    final Set<Hash> held = new LinkedHashSet<>();

    /** What was submitted to it or stands in blocks that it committed. */
    final Set<RequestId> requests = new LinkedHashSet<>();

    /** The valid one of most work among those held. */
    BlockDag.Node best;

    /** The last block that came whole. */
    Optional<Hash> last = Optional.empty();

    View(BlockDag.Node genesis) {
      said = genesis;
      done = genesis;
      best = genesis;
      held.add(genesis.block.hash());
    }
  }

  private final World world;
  private final Setting setting;
  private final BlockDag dag;
  private final Map<Host, View> views = new LinkedHashMap<>();
  private final Set<Hash> confirmed = new LinkedHashSet<>();
  private final Set<Hash> reversed = new LinkedHashSet<>();
  private int committed;

  /** Whether all honest hosts have agreed on a head since faults stopped. */
  private boolean calm;

  WorkJudge(World world, Setting setting) {
    this.world = world;
    this.setting = setting;
    this.dag = new BlockDag(setting, setting.freshLedger());
  }

  BlockDag dag() {
    return dag;
  }

  private View view(Host host) {
    return views.computeIfAbsent(host, key -> new View(dag.genesis()));
  }

  private int depth() {
    return setting.pow().confirmations();
  }

  @Override
  Membership lastMembers() {
    return setting.members();
  }

  @Override
  int committed() {
    return committed;
  }

  @Override
  void given(Host host, Input input) {
    view(host).last = Optional.empty();
    if (input instanceof Input.RequestSubmitted submitted) {
      view(host).requests.add(submitted.request().request());
    }
    if (input instanceof Input.MessageReceived received
        && received.verified().message() instanceof NewBlock whole) {
      dag.learn(whole.block());
      view(host).last = Optional.of(whole.block().hash());
      hold(view(host), whole.block());
    }
  }

  private void hold(View view, Block block) {
    if (view.held.contains(block.parent())) {
      dag.find(block.hash()).ifPresent(node -> place(view, node));
    }
  }

  private void place(View view, BlockDag.Node node) {
    if (view.held.add(node.block.hash())
        && node.fault.isEmpty()
        && node.work.compareTo(view.best.work) > 0) {
      view.best = node;
    }
  }

  @Override
  void put(Host host, Output output) {
    View view = view(host);
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

  private void onCommitted(Host host, View view, Block block) {
    dag.learn(block);
    BlockDag.Node node = dag.find(block.hash()).orElse(null);
    if (node == null || !block.parent().equals(view.said.block.hash())) {
      if (host.isHonest()) {
        report("VALID", "host " + host.name() + " commits " + block + " on another block");
      }
      return;
    }
    view.said = node;
    place(view, node);
    block.transactions().forEach(each -> view.requests.add(each.request()));
    if (!host.isHonest()) {
      return;
    }
    node.fault.ifPresent(
        fault -> report("VALID", "host " + host.name() + " commits " + block + ", which " + fault));
    long ahead = block.header().timestampMs() - world.latestClockNs() / 1_000_000;
    if (ahead > setting.chain().clockToleranceMs()) {
      report("VALID", "host " + host.name() + " commits " + block + ", ahead of every clock");
    }
    if (!setting.plan().byzantine().isEmpty() && !block.transactions().isEmpty()) {
      coverage().note(Coverage.Mark.BYZANTINE);
    }
    if (node.height() >= depth()
        && confirmed.add(node.at(node.height() - depth() + 1).block.hash())) {
      countExpected();
    }
  }

  /**
   * SCH-9: a block found while the last one is on its way makes a fork, and k such forks in a row
   * are needed to give up a block that is k deep. Four messages bring a block to a node that lacks
   * its parent.
   */
  private void countExpected() {
    if (calm && isCounted()) {
      double most = 4.0 * setting.plan().latencyMs() / Healing.blockMs(setting.plan());
      coverage().confirmed(StrictMath.pow(most, depth()));
    }
  }

  /** With liars, or where single blocks differ in work, other odds hold. */
  private boolean isCounted() {
    return setting.plan().byzantine().isEmpty() && setting.hasOneDifficulty();
  }

  private void onReverted(Host host, View view, long height) {
    if (height < 0 || height >= view.said.height()) {
      report("VALID", "host " + host.name() + " reverts to height " + height);
      return;
    }
    BlockDag.Node to = view.said.at(height);
    if (host.isHonest()) {
      coverage().note(Coverage.Mark.REORGANISED);
      long deepest = view.said.height() - depth() + 1;
      for (long each = height + 1; each <= deepest; each++) {
        coverage().note(Coverage.Mark.REVERSED);
        boolean first = reversed.add(view.said.at(each).block.hash());
        if (first && calm && isCounted()) {
          coverage().reversed();
        }
      }
    }
    view.said = to;
  }

  private void onReply(Host host, View view, ConfirmedReply reply) {
    long height = reply.headers().headers().get(0).height();
    RequestId request = reply.receipt().request();
    boolean holds =
        height > 0
            && height <= view.said.height()
            && view.said.at(height).block.transactions().stream()
                .anyMatch(each -> each.request().equals(request));
    if (!holds) {
      report(
          "ACK", "host %s confirms %s, which it has not".formatted(host.name(), request.brief()));
    } else if (view.said.height() - height + 1 < depth()) {
      report(
          "ACK",
          String.format(
              Locale.ROOT,
              "host %s confirms %s at height %d with its head at %d",
              host.name(),
              request.brief(),
              height,
              view.said.height()));
    }
  }

  @Override
  void committed(Host host, Block block, Certificate certificate) {
    View view = view(host);
    dag.find(block.hash()).ifPresent(node -> view.done = node);
    if (host.isHonest()) {
      committed++;
      if (!certificate.block().equals(block.hash())) {
        report("VALID", "host " + host.name() + " commits " + block + " without its work");
      }
    }
  }

  @Override
  void executed(Host host, Execution execution) {
    if (host.isHonest()) {
      checkState(host);
    }
  }

  @Override
  void reverted(Host host, long height) {
    View view = view(host);
    view.done = view.done.at(height);
    if (host.isHonest()) {
      checkState(host);
    }
  }

  /** Commit and revert are inverse: the state is that of the branch, however it was reached. */
  private void checkState(Host host) {
    BlockDag.Node node = view(host).done;
    if (host.ledger().height() != node.height()
        || !host.ledger().stateRoot().equals(node.ledger.stateRoot())) {
      report("ROOT", "host " + host.name() + " has not the state of " + node.block);
    }
    host.ledger()
        .doubled()
        .ifPresent(
            request ->
                report("DUP", "host " + host.name() + " executed " + request.brief() + " twice"));
  }

  @Override
  void restored(Host host, Output.Restore restore, Hash root) {
    report("VALID", "host " + host.name() + " loads a state where none is ever final");
  }

  @Override
  void crashed(Host host) {
    views.remove(host);
  }

  /** A host has done all that its replica asked for. */
  @Override
  void settled(Host host) {
    View view = view(host);
    if (host.isHonest() && view.said.work.compareTo(view.best.work) < 0) {
      report(
          "HEAD",
          "host %s stands on %s with work %s and has %s with work %s"
              .formatted(
                  host.name(), view.said.block, view.said.work, view.best.block, view.best.work));
    }
  }

  /** Heads of one work: more cannot be asked for, as two blocks may be found at one time. */
  @Override
  boolean agree(List<Host> hosts) {
    boolean equal = hosts.stream().map(host -> view(host).said.work).distinct().count() <= 1;
    calm |= hosts.stream().map(host -> view(host).said.block.hash()).distinct().count() <= 1;
    return equal;
  }

  /**
   * POW-12: a node never loses what it was given. One that all who had it forgot in a crash, when
   * its client had its answer already, is gone with the branch that was confirmed.
   */
  @Override
  boolean owes(Transaction request) {
    return world.obliged().stream()
        .anyMatch(host -> view(host).requests.contains(request.request()));
  }

  @Override
  void submitted(Client client, Transaction request) {
    // Whether it is lost is asked of the nodes that got it.
  }

  @Override
  void accepted(Client client, Transaction request, Output.Accepted said) {
    boolean shown =
        dag.all().stream()
            .anyMatch(
                node ->
                    node.height() == said.height()
                        && node.fault.isEmpty()
                        && node.confirmations() >= depth()
                        && node.execution
                            .map(each -> each.receipts().contains(said.receipt()))
                            .orElse(false));
    if (!shown) {
      report(
          "ACK",
          String.format(
              Locale.ROOT,
              "client %s takes %s for final at height %d, where no branch confirms it",
              client.name(),
              request.request().brief(),
              said.height()));
    }
  }
}

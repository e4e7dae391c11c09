package org.medchain.chaos.schedule;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.VoteMemory;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.network.Message;

/**
 * All votes of all members over all their lives, as one who hears everything: no key contradicts
 * itself, votes in a view that it has left, votes before its member knows what it had voted on, or
 * votes where it is no member's (PBFT-29).
 */
final class VoteWatch implements ScheduledSystem.StepWatcher {
  private record Position(PublicKey key, boolean commit, long view, long height) {}

  private final ScheduledSystem system;
  private final Map<Position, Hash> votes = new LinkedHashMap<>();
  private final Map<PublicKey, Long> newestView = new LinkedHashMap<>();
  private final Map<PublicKey, Integer> counts = new LinkedHashMap<>();
  private final Set<PublicKey> silenced = new LinkedHashSet<>();

  VoteWatch(ScheduledSystem system) {
    this.system = system;
    system.watch(this);
  }

  /** How often the key has signed a vote. */
  int votesOf(PublicKey key) {
    return counts.getOrDefault(key, 0);
  }

  /** From now on every vote with this key is a violation: its member has forgotten some. */
  void silence(PublicKey key) {
    silenced.add(key);
  }

  @Override
  public void stepped(ScheduledHost host, Input input, List<Output> outputs) {
    for (Output output : outputs) {
      if (output instanceof Output.Sign sign) {
        observe(host, sign.message());
      }
    }
  }

  private void observe(ScheduledHost host, Message message) {
    switch (message) {
      case PrePrepare vote ->
          vote(host, false, vote.view(), vote.block().height(), vote.block().hash());
      case Prepare vote -> vote(host, false, vote.view(), vote.height(), vote.block());
      case Commit vote -> vote(host, true, vote.view(), vote.height(), vote.block());
      case ViewChange vote -> {
        counted(host, vote);
        newestView.merge(host.key(), vote.newView(), Math::max);
      }
      case NewView vote -> counted(host, vote);
      default -> {} // no vote
    }
  }

  private void vote(ScheduledHost host, boolean commit, long view, long height, Hash block) {
    String what = (commit ? "COMMIT" : "proposal or PREPARE") + " at " + view + ", " + height;
    counted(host, what);
    Hash before = votes.putIfAbsent(new Position(host.key(), commit, view, height), block);
    if (before != null && !before.equals(block)) {
      report(host, "contradicts its " + what);
    }
    if (view < newestView.getOrDefault(host.key(), 0L)) {
      report(host, "has left the view of its " + what);
    }
    if (!((PbftOracle) system.oracle()).membersAt(height).contains(host.key())) {
      report(host, "is no member at its " + what);
    }
  }

  private void counted(ScheduledHost host, Object what) {
    counts.merge(host.key(), 1, Integer::sum);
    VoteMemory memory = ((PbftReplica) host.replica().orElseThrow()).voteMemory();
    if (memory != VoteMemory.INTACT) {
      report(host, "has the memory " + memory + " and votes " + what);
    }
    if (silenced.contains(host.key())) {
      report(host, "has forgotten votes and votes " + what);
    }
  }

  private void report(ScheduledHost host, String what) {
    system.oracle().report("VOTE", "host " + host.name() + " " + what);
  }
}

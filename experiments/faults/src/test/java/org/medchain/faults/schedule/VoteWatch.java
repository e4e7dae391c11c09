package org.medchain.faults.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.VoteMemory;
import org.medchain.consensus.pbft.PbftReplica;
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
  /**
   * A vote as far as forgetting it may do harm.
   *
   * @param height 0 for one that leaves all views below {@code view}
   */
  private record CastVote(long view, long height) {}

  private record Position(PublicKey key, boolean commit, long view, long height) {}

  private final ScheduledSystem system;
  private final Map<Position, Hash> votes = new LinkedHashMap<>();
  private final Map<PublicKey, Long> newestView = new LinkedHashMap<>();
  private final Map<PublicKey, List<CastVote>> cast = new LinkedHashMap<>();
  private final Map<PublicKey, List<CastVote>> forgotten = new LinkedHashMap<>();

  VoteWatch(ScheduledSystem system) {
    this.system = system;
    system.watch(this);
  }

  /** How many votes the key has signed. */
  int votesOf(PublicKey key) {
    return cast.getOrDefault(key, List.of()).size();
  }

  /**
   * The key's member has only its first votes left. Where it votes again it must have decided the
   * heights of the others, and be in no view below theirs: there alone they do no harm.
   */
  void forget(PublicKey key, int remembered) {
    List<CastVote> all = cast.getOrDefault(key, List.of());
    forgotten.put(key, List.copyOf(all.subList(remembered, all.size())));
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
        counted(host, "VIEW-CHANGE", vote.newView(), 0);
        newestView.merge(host.key(), vote.newView(), Math::max);
      }
      case NewView vote -> counted(host, "NEW-VIEW", vote.view(), 0);
      default -> {} // no vote
    }
  }

  private void vote(ScheduledHost host, boolean commit, long view, long height, Hash block) {
    String what = (commit ? "COMMIT" : "proposal or PREPARE") + " at " + view + ", " + height;
    counted(host, what, view, height);
    Hash before = votes.putIfAbsent(new Position(host.key(), commit, view, height), block);
    if (before != null && !before.equals(block)) {
      report(host, "contradicts its " + what);
    }
    if (view < newestView.getOrDefault(host.key(), 0L)) {
      report(host, "has left the view of its " + what);
    }
    if (!((PbftOracle) system.oracle).membersAt(height).contains(host.key())) {
      report(host, "is no member at its " + what);
    }
  }

  private void counted(ScheduledHost host, String what, long view, long height) {
    PbftReplica replica = (PbftReplica) host.replica().orElseThrow();
    if (replica.voteMemory() != VoteMemory.INTACT) {
      report(host, "has the memory " + replica.voteMemory() + " and casts its " + what);
    }
    for (CastVote each : forgotten.getOrDefault(host.key(), List.of())) {
      if (each.view() > replica.view() || each.height() > replica.decidedHeight()) {
        report(host, "has forgotten " + each + " and casts its " + what);
      }
    }
    cast.computeIfAbsent(host.key(), key -> new ArrayList<>()).add(new CastVote(view, height));
  }

  private void report(ScheduledHost host, String what) {
    system.oracle.report("VOTE", "host " + host.name() + " " + what);
  }
}

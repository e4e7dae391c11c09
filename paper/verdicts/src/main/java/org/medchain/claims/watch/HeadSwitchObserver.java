package org.medchain.claims.watch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.comparison.TrialResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Input.MessageReceived;
import org.medchain.consensus.Output;
import org.medchain.consensus.Output.Revert;

/**
 * Counts how often miners leave their head for another branch, and how often although they have
 * heard of no block with more work than it (POW-10). All blocks have one difficulty here, so work
 * is height.
 */
final class HeadSwitchObserver implements TrialWatch {
  private record SwitchCounts(long switches, long switchesWithoutMoreWork) {}

  /** What one miner knows. */
  private static final class MinerView {
    long head;
    long highestHeard;
  }

  private final Map<String, MinerView> views = new TreeMap<>();
  private long switches;
  private long switchesWithoutMoreWork;

  /** Of a trial without restarts. */
  HeadSwitchObserver() {}

  @Override
  public void stepped(String party, long atNs, Input input, List<Output> outputs) {
    if (!party.startsWith("n")) {
      return;
    }
    MinerView view = views.computeIfAbsent(party, name -> new MinerView());
    if (input instanceof MessageReceived received) {
      CompetingBlocksObserver.header(received.verified().message())
          .ifPresent(header -> view.highestHeard = Math.max(view.highestHeard, header.height()));
    }
    for (Output each : outputs) {
      if (each instanceof Revert revert) {
        switches++;
        switchesWithoutMoreWork += view.highestHeard > view.head ? 0 : 1;
        view.head = revert.height();
      } else if (each instanceof Output.Commit commit) {
        view.head = commit.block().height();
      }
    }
  }

  @Override
  public List<? extends Record> rows(Optional<TrialResult> result) {
    return List.of(new SwitchCounts(switches, switchesWithoutMoreWork));
  }
}

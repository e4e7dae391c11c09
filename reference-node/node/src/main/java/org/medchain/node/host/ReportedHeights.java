package org.medchain.node.host;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;

/**
 * The heights that members report, in messages and in answers to questions, and the height that an
 * honest one of them has (NODE-6, NODE-14). Reports are taken by one thread.
 */
public final class ReportedHeights implements HostObserver {
  private final Supplier<Membership> members;
  private final int window;
  private final Map<PublicKey, Long> heights = new HashMap<>();
  private final Set<PublicKey> reportedSinceConnected = new HashSet<>();
  private volatile long attestedHeight;
  private volatile int reporting;

  /**
   * Without any report.
   *
   * @param members as they are now
   * @param window W: a block has the root of the state W heights before it
   */
  public ReportedHeights(Supplier<Membership> members, int window) {
    this.members = members;
    this.window = window;
  }

  @Override
  public void stepped(Input input, List<Output> outputs) {
    if (input instanceof Input.MessageReceived received) {
      PublicKey sender = received.verified().sender();
      switch (received.verified().message()) {
        // Above h − W, blocks that a COMMIT at h builds on may still be replaced by an empty view.
        case Commit commit -> heightReported(sender, Math.max(0, commit.height() - window));
        case Status status -> heightReported(sender, status.decided());
        default -> {} // reports no heights, or is not trusted
      }
    }
  }

  /** A member says that it has all blocks up to a height. */
  public void heightReported(PublicKey sender, long height) {
    Membership now = members.get();
    if (now.contains(sender)) {
      reportedSinceConnected.add(sender);
      reportedSinceConnected.removeIf(each -> !now.contains(each));
      reporting = reportedSinceConnected.size();
    }
    if (now.contains(sender) && heights.merge(sender, height, Math::max) == height) {
      heights.keySet().removeIf(each -> !now.contains(each));
      attestedHeight =
          heights.values().stream()
              .sorted(Comparator.reverseOrder())
              .skip(new QuorumSizes(now.size()).weak() - 1)
              .findFirst()
              .orElse(0L);
    }
  }

  /** A connection ended: the member's height when it is back is not known. */
  void connectionLost(PublicKey member) {
    reportedSinceConnected.remove(member);
    reporting = reportedSinceConnected.size();
  }

  /** The highest height that a member reported, by the thread of the reports. */
  Optional<Long> reportedBy(PublicKey member) {
    return Optional.ofNullable(heights.get(member));
  }

  /** How many members have reported since they were connected; for any thread. */
  public int reporting() {
    return reporting;
  }

  /** The highest height that f + 1 members, so an honest one, have reported; 0 at first. */
  public long attestedHeight() {
    return attestedHeight;
  }
}

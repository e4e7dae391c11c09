package org.medchain.node.host;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Quorum;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;

/** The height that an honest member has reported, from members' messages (NODE-6). */
final class ReportedHeights implements HostObserver {
  private final Supplier<Membership> members;
  private final Map<PublicKey, Long> heights = new HashMap<>();
  private volatile long attestedHeight;

  ReportedHeights(Supplier<Membership> members) {
    this.members = members;
  }

  @Override
  public void stepped(Input input, List<Output> outputs) {
    if (input instanceof Input.MessageReceived received) {
      switch (received.verified().message()) {
        case Commit commit -> heightReported(received.verified().sender(), commit.height() - 1);
        case Status status -> heightReported(received.verified().sender(), status.decided());
        default -> {} // reports no heights, or is not trusted
      }
    }
  }

  private void heightReported(PublicKey sender, long height) {
    Membership now = members.get();
    if (now.contains(sender) && heights.merge(sender, height, Math::max) == height) {
      heights.keySet().removeIf(each -> !now.contains(each));
      attestedHeight =
          heights.values().stream()
              .sorted(Comparator.reverseOrder())
              .skip(new Quorum(now.size()).weak() - 1)
              .findFirst()
              .orElse(0L);
    }
  }

  /** The highest height that f + 1 members, so an honest one, have reported; 0 at first. */
  long attestedHeight() {
    return attestedHeight;
  }
}

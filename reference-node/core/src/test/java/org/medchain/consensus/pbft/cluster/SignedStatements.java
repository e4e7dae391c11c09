package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.network.Message;

/** PBFT-18: over all its lives a node contradicts nothing, and forgets no COMMIT. */
final class SignedStatements {
  /** Where it may say one thing only. */
  private record Place(int code, long view, long height) {}

  private final String node;
  private final Map<Place, Bytes> said = new LinkedHashMap<>();
  private final List<Commit> commits = new ArrayList<>();
  private long leftFor;

  SignedStatements(String node) {
    this.node = node;
  }

  /** The node's message reaches others. */
  void onSent(Message message) {
    switch (message) {
      case PrePrepare m -> vote(m, m.view(), m.block().height(), m.block().hash());
      case Prepare m -> vote(m, m.view(), m.height(), m.block());
      case Commit m -> {
        if (vote(m, m.view(), m.height(), m.block())) {
          commits.add(m);
        }
      }
      case ViewChange m -> {
        say(m, m.newView(), 0, m.encoded());
        leftFor = Math.max(leftFor, m.newView());
        commits.forEach(commit -> checkReported(m, commit));
      }
      case NewView m -> say(m, m.view(), 0, m.encoded());
      case Checkpoint m -> say(m, 0, m.height(), m.encoded());
      default -> {} // facts: nothing is promised by them
    }
  }

  private boolean vote(Message message, long view, long height, Hash block) {
    boolean isNew = say(message, view, height, new Encoder().hash(block).toBytes());
    assertThat(isNew && view < leftFor)
        .as("%s votes in view %d after it left for %d: %s", node, view, leftFor, message)
        .isFalse();
    return isNew;
  }

  private boolean say(Message message, long view, long height, Bytes content) {
    Place place = new Place(message.type().code(), view, height);
    Bytes before = said.putIfAbsent(place, content);
    assertThat(before == null || before.equals(content))
        .as("%s says something else in %s: %s", node, place, message)
        .isTrue();
    return before == null;
  }

  /** Decided elsewhere, perhaps: every later VIEW-CHANGE has to show what it sent COMMIT for. */
  private void checkReported(ViewChange change, Commit commit) {
    boolean isOpen =
        commit.view() < change.newView()
            && ViewNumbers.epoch(commit.view()) == ViewNumbers.epoch(change.newView())
            && commit.height() > change.decided().height();
    if (!isOpen) {
      return;
    }
    Optional<PreparedCertificate> shown =
        change.prepared().stream().filter(each -> each.height() == commit.height()).findFirst();
    boolean isShown =
        shown.isPresent()
            && (shown.get().view() > commit.view()
                || (shown.get().view() == commit.view()
                    && shown.get().block().equals(commit.block())));
    assertThat(isShown).as("%s forgets %s in %s", node, commit, change).isTrue();
  }
}

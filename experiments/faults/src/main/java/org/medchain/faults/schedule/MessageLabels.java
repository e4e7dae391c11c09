package org.medchain.faults.schedule;

import java.util.Map;
import java.util.TreeMap;
import org.medchain.consensus.Request;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pow.Announce;
import org.medchain.consensus.pow.CompactBlock;
import org.medchain.consensus.pow.NewBlock;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Message;

/** Names messages so that a schedule can be cut down and still speaks of the same ones (SCH-3). */
final class MessageLabels {
  private final Map<String, Integer> counts = new TreeMap<>();

  String next(Endpoint from, Endpoint to, SharedEnvelope mail) {
    String kind =
        mail.authentication() instanceof Verified verified
            ? describe(verified.message())
            : "code-" + mail.envelope().code();
    int number = counts.merge(from.name() + ">" + to.name() + " " + kind, 1, Integer::sum);
    return kind + "#" + number;
  }

  private static String describe(Message message) {
    String name = message.type().name();
    return switch (message) {
      case Request each -> name + "/" + each.transaction().request().brief().replace('#', '.');
      case PrePrepare each -> at(name, each.view(), each.block().height());
      case Prepare each -> at(name, each.view(), each.height());
      case Commit each -> at(name, each.view(), each.height());
      case ViewChange each -> name + "/v" + view(each.newView());
      case NewView each -> name + "/v" + view(each.view());
      case DecidedBlock each -> name + "/h" + each.block().height();
      case OrderedReply each -> name + "/h" + each.height();
      case SnapshotPart each -> name + "/h" + each.height();
      case CompactBlock each -> name + "/h" + each.header().height();
      case NewBlock each -> name + "/h" + each.block().height();
      case Announce each -> name + "/h" + each.height();
      default -> name;
    };
  }

  private static String at(String name, long view, long height) {
    return name + "/v" + view(view) + "/h" + height;
  }

  /** The epoch in front, where there is more than one. */
  private static String view(long view) {
    long epoch = view >>> 40;
    long number = view & ((1L << 40) - 1);
    return epoch == 0 ? Long.toString(number) : epoch + "." + number;
  }
}

package org.medchain.consensus.pbft;

import java.util.Optional;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.network.Message;

/** The message that an entry of a replica's log allows, for tests that play its host. */
public final class LoggedVotes {
  private LoggedVotes() {}

  /** The vote that may leave once the entry is durable; empty for an entry without a vote. */
  public static Optional<Message> of(Bytes entry) {
    return switch (WriteAheadLog.decodeRecord(entry)) {
      case WriteAheadLog.LogRecord.ProposalSent proposed -> Optional.of(proposed.proposal());
      case WriteAheadLog.LogRecord.ProposalAccepted accepted -> {
        Block block = accepted.proposal().block();
        yield Optional.of(new Prepare(accepted.proposal().view(), block.height(), block.hash()));
      }
      case WriteAheadLog.LogRecord.BlockPrepared prepared ->
          Optional.of(
              new Commit(
                  prepared.certificate().view(),
                  prepared.certificate().height(),
                  prepared.certificate().block()));
      default -> Optional.empty();
    };
  }
}

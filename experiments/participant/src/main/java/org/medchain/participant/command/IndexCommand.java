package org.medchain.participant.command;

import java.io.IOException;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.identity.KeptRecord;
import org.medchain.participant.search.OwnIndex;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.Command;

/** {@code medchain patient index}: enters what is in no index yet (PROC-27). */
@Command(
    name = "index",
    description = {
      "Enters the records of this identity in its search index that are not in it: 'upload' does so",
      "by itself; records from before, or under another key, are entered here."
    },
    mixinStandardHelpOptions = true)
final class IndexCommand extends SessionCommand {
  @Override
  CommandAnswer run(ParticipantSession session)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    OwnIndex index = new OwnIndex(session);
    int entered = 0;
    int before = 0;
    for (KeptRecord each : session.folder().keptRecords()) {
      if (each.indexed()) {
        before++;
      } else if (each.placed()) {
        KeptRecord unused = index.add(each);
        entered++;
        progress("record " + each.id().brief() + " entered");
      }
    }
    return CommandAnswer.of(entered + " records entered, " + before + " were in the index before")
        .with("entered", entered)
        .with("before", before);
  }
}

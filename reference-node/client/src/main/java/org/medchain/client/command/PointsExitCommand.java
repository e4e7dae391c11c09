package org.medchain.client.command;

import java.util.ArrayList;
import java.util.List;
import org.medchain.client.enrolment.InputException;
import org.medchain.client.identity.KeptRecord;
import org.medchain.client.identity.KeptRecord.FileState;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.engine.Role;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.records.Records;
import org.medchain.contract.registration.ExitEvents.Left;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code medchain points exit}: leaves the chain (paper §3.2.4: at any time; GAME-7). */
@Command(
    name = "exit",
    description = {
      "Leaves the chain for good: offers are closed, and the account is locked and then settled.",
      "Nobody who has not bought your records reads them then: nodes delete their shares of the"
          + " keys of your files, and holders the files. Entries on the ledger stay."
    })
final class PointsExitCommand extends SessionCommand {
  private static final String BY_THE_RULE =
      "nodes delete their shares of the keys of its files, and holders the files; its records stay"
          + " in its search index";

  @Option(names = "--for-good", description = "Says that you mean it; this cannot be undone.")
  private boolean meant;

  @Option(
      names = "--erase",
      description =
          "Erases each record of your folder first, as 'patient erase' does: it leaves your search"
              + " index too, and nodes and holders say that they have deleted what they had.")
  private boolean erase;

  @Override
  CommandAnswer run() throws Exception {
    if (!meant) {
      throw new InputException(
          "leaving cannot be undone; --for-good says that you mean it, and --erase erases your"
              + " records first: else nodes and holders delete keys and files when you have left,"
              + " and your search index stays as it is");
    }
    ParticipantSession session = session();
    int erased = erase ? eraseAll(session) : 0;
    CommandAnswer answer =
        CommandAnswer.of("name", session.card().name())
            .with(
                "locked_until_height", session.require(new LeaveChain(), Left.class).lockedUntil())
            .with("records_erased", erased)
            .text("{name} has left; the account is locked up to height {locked_until_height}");
    return session.card().role() == Role.PATIENT && !erase ? answer.line(BY_THE_RULE) : answer;
  }

  /** All that came to the ledger; an upload that never did has nothing anywhere else. */
  private int eraseAll(ParticipantSession session) throws Exception {
    session.advance(); // an upload just before has to be proved
    List<KeptRecord> all = new ArrayList<>();
    for (KeptRecord each : session.folder().keptRecords()) {
      if (session.state(Records.entry(each.id())).isPresent()) {
        // All before the first: the other index, in which it is not, then has none of them.
        session.folder().write(each.with(FileState.ERASED));
        all.add(each);
      }
    }
    for (KeptRecord each : all) {
      EraseCommand.ErasedRecord unused =
          EraseCommand.erase(session, each.id(), false, this::progress);
      progress("record " + each.id().brief() + " erased");
    }
    return all.size();
  }
}

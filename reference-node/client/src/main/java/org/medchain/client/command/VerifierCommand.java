package org.medchain.client.command;

import java.util.List;
import org.medchain.application.FoundRecord;
import org.medchain.application.RecordSearch;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.RecordEvents.RecordAccepted;
import org.medchain.contract.records.RecordEvents.RecordFoundFalse;
import org.medchain.contract.verdict.CastVote;
import org.medchain.data.Receipt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code medchain verifier}: commands of hospitals and institutions that were drawn to judge a
 * record (GAME-1, GAME-2; PROC-29).
 */
@Command(
    name = "verifier",
    description = "Lists the records that wait for your verdict, reads them, and votes on them.",
    subcommands = {
      VerifierCommand.DueVotesCommand.class,
      RecordReadCommand.class,
      VerifierCommand.VoteCommand.class
    })
public final class VerifierCommand extends CommandGroup {
  public VerifierCommand() {}

  /** Lists the records that wait for a vote. */
  @Command(
      name = "list",
      description =
          "Lists the records that you were drawn to judge and have not voted on, with the last"
              + " block in which a vote counts. How others voted it does not say.")
  static final class DueVotesCommand extends SessionCommand {
    @Override
    CommandAnswer run() throws Exception {
      ParticipantSession session = session();
      session.advance(); // of an upload in the newest block nobody is drawn yet
      long height = session.light().sync();
      int blocks =
          session
              .state(WorldState.rulesEntry())
              .map(rules -> rules.verdict().decisionBlocks())
              .orElse(0);
      // As f + 1 agencies list them, which show a verifier no other records.
      List<CommandAnswer> records =
          session.pages().all(RecordSearch.all()).stream()
              .map(each -> row(each, each.place().height() + blocks))
              .toList();
      String waiting = records.size() + (records.size() == 1 ? " record waits" : " records wait");
      return CommandAnswer.list("records", records)
          .line(waiting + " for your vote; the last block is " + height)
          .with("height", height);
    }

    private static CommandAnswer row(FoundRecord found, long until) {
      return CommandAnswer.of("record", found.record())
          .with("until_block", until)
          .with("place", PageOptions.text(found.place()))
          .text("{record}  until block {until_block}");
    }
  }

  /** Says what was found. */
  @Command(
      name = "vote",
      description =
          "Votes on a record that you were drawn to judge, once. As many votes that agree as the "
              + "rules ask for decide: those that voted otherwise pay, silent ones get nothing.")
  static final class VoteCommand extends SessionCommand {
    @Mixin private RecordParameter record;

    @Parameters(
        index = "1",
        paramLabel = "valid|false",
        converter = ValidOrFalse.class,
        description = "Your finding.")
    private ClaimConverter.Claim finding;

    /** Reads a verifier's word. */
    static final class ValidOrFalse extends ClaimConverter {
      ValidOrFalse() {
        super("valid", "false");
      }
    }

    @Override
    CommandAnswer run() throws Exception {
      Receipt receipt = session().require(new CastVote(record.id, finding.holds()));
      boolean decided =
          MedicalModules.events(receipt).stream()
              .anyMatch(each -> each instanceof RecordAccepted || each instanceof RecordFoundFalse);
      return CommandAnswer.of("record", record.id)
          .with("vote", finding.word())
          .with("decided", decided)
          .text("record {record~}: you found it {vote}" + (decided ? ", which decides it" : ""));
    }
  }
}

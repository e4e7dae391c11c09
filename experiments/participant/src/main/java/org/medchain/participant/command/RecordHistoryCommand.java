package org.medchain.participant.command;

import static org.medchain.participant.command.CommandAnswer.count;

import java.util.List;
import org.medchain.application.HistoryEntry;
import org.medchain.application.HistorySearch;
import org.medchain.application.Page;
import org.medchain.experiments.config.UserInputException;
import org.medchain.participant.session.ParticipantSession;
import org.medchain.participant.session.RecordOrders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code medchain patient history}: what was ordered about a record, in the order of the chain
 * (paper §3.2.6; PROC-12).
 */
@Command(
    name = "history",
    description =
        "Lists what was ordered about a record of yours: its upload, attestations, consents, reads,"
            + " holders; refused orders too, as f + 1 agencies list them; 'log' has the answers, "
            + "proved.")
final class RecordHistoryCommand extends SessionCommand {
  @Mixin private RecordParameter record;

  @Mixin private PageOptions pages;

  @Override
  void prepare() throws UserInputException {
    int unused = pages.limit();
  }

  @Override
  CommandAnswer run(ParticipantSession session) throws Exception {
    HistorySearch search =
        new HistorySearch(
            record.id, pages.sinceMs(), pages.untilMs(), pages.after(), pages.limit());
    Page<HistoryEntry> page = session.orders(search);
    long unusedHeight = session.light().sync();
    List<CommandAnswer> orders = page.lines().stream().map(each -> row(session, each)).toList();
    return PageOptions.followed(
        new CommandAnswer().rows("orders", orders).line(count(orders.size(), "order")),
        page.next());
  }

  private static CommandAnswer row(ParticipantSession session, HistoryEntry order) {
    return new CommandAnswer()
        .with("place", PageOptions.text(order.place()))
        .with("at", RecordOrders.timeOf(session, order.place()))
        .with("operation", RecordOrders.operation(order))
        .with("by", order.request().sender())
        .with("request", order.request().sequence())
        .text("{at}  {place}  {operation} by {by~}");
  }
}

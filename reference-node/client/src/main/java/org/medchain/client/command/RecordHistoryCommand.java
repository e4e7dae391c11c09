package org.medchain.client.command;

import static org.medchain.client.command.CommandAnswer.count;

import java.util.List;
import org.medchain.application.HistoryEntry;
import org.medchain.application.HistorySearch;
import org.medchain.application.Page;
import org.medchain.client.alerts.AlertFeed;
import org.medchain.client.session.ParticipantSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code medchain patient history}: the orders about a record, in the order of the chain (paper
 * §3.2.6; PROC-12).
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
  CommandAnswer run() throws Exception {
    HistorySearch search = pages.history(record.id);
    ParticipantSession session = session();
    Page<HistoryEntry> page = session.pages().orders(search);
    long unusedHeight = session.light().sync();
    List<CommandAnswer> orders = page.lines().stream().map(each -> row(session, each)).toList();
    return PageOptions.followed(
        CommandAnswer.list("orders", orders).line(count(orders.size(), "order")), page);
  }

  private static CommandAnswer row(ParticipantSession session, HistoryEntry order) {
    return CommandAnswer.of("place", PageOptions.text(order.place()))
        .with("at", session.timeOf(order.place()))
        .with("operation", AlertFeed.operation(order))
        .with("by", order.request().sender())
        .with("request", order.request().sequence())
        .text("{at}  {place}  {operation} by {by~}");
  }
}

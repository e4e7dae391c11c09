package org.medchain.participant.command;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.application.HistoryEntry;
import org.medchain.application.HistorySearch;
import org.medchain.application.Page;
import org.medchain.contract.MedicalModules;
import org.medchain.data.Header;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code medchain patient history}: what was ordered about a record, in the order of the chain
 * (paper §3.2.6; PROC-12).
 */
@Command(
    name = "history",
    description = {
      "Lists what was ordered about a record of yours: its upload, attestations, consents, reads, "
          + "holders; refused orders too, as f + 1 agencies list them; 'log' has the answers, "
          + "proved."
    },
    mixinStandardHelpOptions = true)
final class RecordHistoryCommand extends SessionCommand {
  @Mixin private RecordParameter record;

  @Mixin private PageOptions pages;

  @Override
  void check() throws UserInputException {
    int unused = pages.limit();
  }

  @Override
  CommandAnswer run(ParticipantSession session)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    HistorySearch search =
        new HistorySearch(
            record.id(), pages.sinceMs(), pages.untilMs(), pages.after(), pages.limit());
    Page<HistoryEntry> page = session.orders(search);
    long unusedHeight = session.light().sync();
    List<String> lines = new ArrayList<>();
    List<Map<String, Object>> orders = new ArrayList<>();
    for (HistoryEntry each : page.lines()) {
      Map<String, Object> fields = fields(session, each);
      orders.add(fields);
      lines.add(
          fields.get("at")
              + "  "
              + fields.get("place")
              + "  "
              + fields.get("operation")
              + " by "
              + each.request().sender().brief());
    }
    lines.add(orders.size() + (orders.size() == 1 ? " order" : " orders"));
    return PageOptions.followed(
        new CommandAnswer(lines, new LinkedHashMap<>(Map.of("orders", orders))), page.next());
  }

  private static Map<String, Object> fields(ParticipantSession session, HistoryEntry order) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("place", PageOptions.text(order.place()));
    fields.put(
        "at",
        session
            .light()
            .chain()
            .headerAt(order.place().height())
            .map(Header::timestampMs)
            .map(timeMs -> Instant.ofEpochMilli(timeMs).toString())
            .orElse("-"));
    fields.put(
        "operation",
        MedicalModules.REGISTRY
            .operation(order.kind())
            .map(Object::toString)
            .orElse("operation " + order.kind()));
    fields.put("by", order.request().sender().value().toHex());
    fields.put("request", order.request().sequence());
    return fields;
  }
}

package org.medchain.participant.command;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.contract.StateEntries;
import org.medchain.contract.search.SearchIndexHead;
import org.medchain.contract.search.SearchIndexes;
import org.medchain.contract.search.SearchLine;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.Command;

/** {@code medchain patient searches}: who searched the own index (CON-36, PROC-29). */
@Command(
    name = "searches",
    description = {
      "Lists who searched your records and when, as the state proves it: the last 64 searches. What",
      "they searched for stands nowhere."
    },
    mixinStandardHelpOptions = true)
final class SearchLogCommand extends SessionCommand {
  @Override
  CommandAnswer run(ParticipantSession session)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    session.advance(); // others searched: their bills have to be proved
    PublicKey own = session.participant();
    long searches =
        session
            .light()
            .entry(StateEntries.searchHead(own))
            .value()
            .map(SearchIndexHead::searches)
            .orElse(0L);
    List<SearchLine> found = new ArrayList<>();
    for (long place = 0; place < Math.min(searches, SearchIndexes.LINES_KEPT); place++) {
      session.light().entry(StateEntries.searchLine(own, place)).value().ifPresent(found::add);
    }
    found.sort(Comparator.comparingLong(SearchLine::number));
    List<String> lines = new ArrayList<>(found.stream().map(SearchLogCommand::line).toList());
    lines.add(searches + (searches == 1 ? " search" : " searches"));
    return new CommandAnswer(
        lines,
        new LinkedHashMap<>(
            Map.of(
                "searches",
                found.stream().map(SearchLogCommand::fields).toList(),
                "all",
                searches)));
  }

  private static Map<String, Object> fields(SearchLine line) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("number", line.number());
    fields.put("at", Instant.ofEpochMilli(line.timeMs()).toString());
    fields.put("searcher", line.searcher().value().toHex());
    fields.put("entries", line.entries());
    fields.put("price_points", line.price());
    fields.put("height", line.height());
    return fields;
  }

  private static String line(SearchLine line) {
    return Instant.ofEpochMilli(line.timeMs())
        + "  "
        + line.searcher().brief()
        + "  "
        + line.entries()
        + " entries, for "
        + line.price()
        + " points";
  }
}

package org.medchain.participant.command;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.medchain.data.Header;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.alerts.Alert;
import org.medchain.participant.alerts.AlertFeed;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code medchain patient alerts}: what others did with one's records, and about who acts for one,
 * once each (PROC-15).
 */
@Command(
    name = "alerts",
    description = {
      "Shows what others did with your records since you looked last: reads with purpose and "
          + "answer, attestations, verdicts, holders; and each delegate of yours whom another, as "
          + "the center, appointed or ended; but not what you ordered. BTG is an emergency read "
          + "without consent. What was shown is not shown again."
    },
    mixinStandardHelpOptions = true)
final class AlertsCommand extends SessionCommand {
  private static final long PAUSE_MS = 1_000;

  @Option(names = "--follow", description = "Stays, and shows what comes, until interrupted.")
  private boolean follows;

  @Option(names = "--seconds", paramLabel = "N", description = "With --follow: ends after so long.")
  private long seconds = Long.MAX_VALUE;

  @Override
  void check() throws UserInputException {
    if (seconds < 0) {
      throw new UserInputException("--seconds: 0 or more, not " + seconds);
    }
  }

  @Override
  CommandAnswer run(ParticipantSession session)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    session.advance(); // others ordered it: reads have to be proved
    AlertFeed feed = new AlertFeed(session);
    long lost = feed.lost();
    List<Map<String, Object>> alerts = new ArrayList<>();
    long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (true) {
      for (Alert each : feed.news()) {
        Map<String, Object> fields = fields(session, each);
        alerts.add(fields);
        progress(line(fields));
      }
      feed.noteSeen();
      if (!follows || System.nanoTime() - endNs >= 0) {
        break;
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
      long unusedHeight = session.light().sync();
    }
    String more = lost == 0 ? "" : "; " + lost + " reads before are in 'history' alone";
    return CommandAnswer.of(alerts.size() + (alerts.size() == 1 ? " alert" : " alerts") + more)
        .with("alerts", alerts)
        .with("reads_in_history_alone", lost);
  }

  private static Map<String, Object> fields(ParticipantSession session, Alert alert) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("place", PageOptions.text(alert.place()));
    fields.put(
        "at",
        session
            .light()
            .chain()
            .headerAt(alert.place().height())
            .map(Header::timestampMs)
            .map(timeMs -> Instant.ofEpochMilli(timeMs).toString())
            .orElse("-"));
    fields.put("operation", alert.what());
    fields.put("by", alert.by().value().toHex());
    switch (alert.about()) {
      case Alert.OfRecord of -> {
        fields.put("record", of.id().toHex());
        of.read()
            .ifPresent(
                line -> {
                  fields.put("purpose", line.purpose().name());
                  fields.put("granted", line.answer().granted());
                  fields.put("reason", line.answer().name());
                });
      }
      case Alert.OfDelegate of -> {
        of.delegate().ifPresent(key -> fields.put("delegate", key.value().toHex()));
        of.untilMs()
            .ifPresent(timeMs -> fields.put("until", Instant.ofEpochMilli(timeMs).toString()));
      }
    }
    fields.put("emergency", alert.isEmergency());
    return fields;
  }

  private static String line(Map<String, Object> fields) {
    String purpose =
        fields.containsKey("purpose")
            ? " for " + fields.get("purpose") + ": " + fields.get("reason")
            : "";
    String until = fields.containsKey("until") ? " until " + fields.get("until") : "";
    return (Boolean.TRUE.equals(fields.get("emergency")) ? "EMERGENCY (BTG)  " : "")
        + fields.get("at")
        + "  "
        + fields.get("operation")
        + about(fields)
        + " by "
        + brief(fields, "by")
        + purpose
        + until;
  }

  private static String about(Map<String, Object> fields) {
    if (fields.containsKey("record")) {
      return " of record " + brief(fields, "record");
    }
    return fields.containsKey("delegate")
        ? " " + brief(fields, "delegate")
        : " (what became of it is not proved)";
  }

  private static String brief(Map<String, Object> fields, String name) {
    return String.valueOf(fields.get(name)).substring(0, 8);
  }
}
